package io.anabranch.runtime.run;

import java.util.List;

/**
 * What a run is: {@code plan.json}, written once. The listing of the input is beside it, one line per object.
 *
 * @param version version of this form
 * @param run where it is
 * @param program what it executes; a task that builds another graph fails
 * @param overwrite whether an output that exists is replaced
 * @param headers the different CSV headers of objects that are cut
 */
public record Plan(
        int version,
        RunRef run,
        Program program,
        Limits limits,
        boolean overwrite,
        List<PlannedRead> reads,
        List<PlannedWrite> writes,
        List<List<String>> headers) {
    public static final int VERSION = 2;

    public Plan {
        Form.PLAN.require(version);
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        headers = headers.stream().map(List::copyOf).toList();
    }
}
