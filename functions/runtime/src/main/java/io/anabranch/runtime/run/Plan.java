package io.anabranch.runtime.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.format.SplitFacts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run is: {@code plan.json}, written once. The listing of the input is beside it, one line per object.
 *
 * @param version version of this form
 * @param run where it is
 * @param pipeline class name
 * @param params parameters by name
 * @param fingerprint of the graph that class and parameters give; a task that finds another one fails
 * @param overwrite whether an output that exists is replaced
 * @param preambles what formats found out about objects, in their own words: each once, whatever the number of objects
 * @param stages one line per stage, for people
 */
public record Plan(
        int version,
        RunRef run,
        String pipeline,
        SortedMap<String, List<String>> params,
        String fingerprint,
        Limits limits,
        boolean overwrite,
        List<PlannedRead> reads,
        List<PlannedWrite> writes,
        List<JsonNode> preambles,
        List<String> stages) {
    public static final int VERSION = 1;

    public Plan {
        Versions.check("plan", version, VERSION);
        params = new TreeMap<>(params);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        preambles = List.copyOf(preambles);
        stages = List.copyOf(stages);
    }

    /** What is known of a split. */
    public SplitFacts facts(TaskSplit split) {
        return new SplitFacts(split.preamble() < 0 ? null : preambles.get(split.preamble()), split.known());
    }
}
