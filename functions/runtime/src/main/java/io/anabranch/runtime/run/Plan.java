package io.anabranch.runtime.run;

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
 * @param headers the different CSV headers of objects that are cut
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
        List<List<String>> headers,
        List<String> stages) {
    public static final int VERSION = 1;

    public Plan {
        Versions.check("plan", version, VERSION);
        params = new TreeMap<>(params);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        headers = headers.stream().map(List::copyOf).toList();
        stages = List.copyOf(stages);
    }
}
