package io.anabranch.runtime.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.storage.S3Uri;
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

    /**
     * A read of the flow, as it was planned.
     *
     * @param read index of the read in the flow
     * @param name the step
     * @param uris where its objects are, patterns included
     * @param objects objects listed
     * @param bytes their sizes together
     * @param splitting how its objects are cut, in words
     */
    public record PlannedRead(
            int read, String name, List<S3Uri> uris, String format, long objects, long bytes, String splitting) {
        public PlannedRead {
            uris = List.copyOf(uris);
        }
    }

    /**
     * A write of the flow.
     *
     * @param write index of the write in the flow
     * @param uri where its parts appear
     */
    public record PlannedWrite(int write, S3Uri uri) {}
}
