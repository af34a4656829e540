package io.anabranch.runtime.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a run is: {@code plan.json}, written once. The listing of the input is beside it, one line per object.
 *
 * @param run where it is
 * @param program what it executes; a task that builds another graph fails
 * @param output what it writes
 * @param preambles what formats found out about objects, in their own words: each once, whatever the number of objects
 */
public record Plan(
        RunRef run,
        Program program,
        Limits limits,
        List<PlannedRead> reads,
        PlannedOutput output,
        List<JsonNode> preambles) {
    public Plan {
        reads = List.copyOf(reads);
        preambles = List.copyOf(preambles);
    }

    /** Token of the run. */
    public String token() {
        return output.token();
    }

    /** Whether an output that exists is replaced. */
    public boolean overwrite() {
        return output.overwrite();
    }

    /** The writes of the flow. */
    public List<PlannedWrite> writes() {
        return output.writes();
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
     * @param digest of their addresses, versions and sizes
     * @param splitting how its objects are cut, in words
     */
    public record PlannedRead(
            int read,
            String name,
            List<S3Uri> uris,
            String format,
            long objects,
            long bytes,
            String digest,
            String splitting) {
        private static final int DIGEST_BYTES = 16;

        public PlannedRead {
            uris = List.copyOf(uris);
        }

        /** Tells inputs apart: by the addresses, versions and sizes of their objects, in the order in which they are read. */
        public static String digest(List<ObjectRef> objects) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (ObjectRef object : objects) {
                    // No address and no tag holds a zero byte.
                    String line = object.uri() + "\0" + object.etag() + "\0" + object.size() + "\0";
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                }
                return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }
    }

    /**
     * What a run writes.
     *
     * @param token ten letters and digits that no other run has, in the names of the files that this one writes
     * @param overwrite whether an output that exists is replaced
     */
    public record PlannedOutput(String token, boolean overwrite, List<PlannedWrite> writes) {
        public PlannedOutput {
            writes = List.copyOf(writes);
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
