package io.anabranch.runtime.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.format.SplitFacts;
import java.util.List;

/**
 * What a run is: {@code plan.json}, written once. The listing of the input is beside it, one line per object.
 *
 * @param version version of this form
 * @param run where it is
 * @param token ten letters and digits that no other run has, in the names of the files that this one writes to its outputs
 * @param program what it executes; a task that builds another graph fails
 * @param overwrite whether an output that exists is replaced
 * @param preambles what formats found out about objects, in their own words: each once, whatever the number of objects
 */
public record Plan(
        int version,
        RunRef run,
        String token,
        Program program,
        Limits limits,
        boolean overwrite,
        List<PlannedRead> reads,
        List<PlannedWrite> writes,
        List<JsonNode> preambles) {
    public static final int VERSION = 3;

    public Plan {
        Form.PLAN.require(version);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        preambles = List.copyOf(preambles);
    }

    /** What is known of a split. */
    public SplitFacts facts(TaskSplit split) {
        return new SplitFacts(split.preamble() < 0 ? null : preambles.get(split.preamble()), split.known());
    }
}
