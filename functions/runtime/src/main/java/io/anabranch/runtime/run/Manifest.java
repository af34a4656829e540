package io.anabranch.runtime.run;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code _anabranch/manifest.json}: without it there is no output, whatever objects there are.
 *
 * @param version version of this form
 * @param run id of the run
 * @param parts in the order of their keys
 * @param deadLetters objects with refused records
 * @param counters the pipeline's own counters
 */
public record Manifest(
        int version,
        String run,
        Program program,
        List<CommittedPart> parts,
        List<CommittedPart> deadLetters,
        Sums totals,
        SortedMap<String, Long> counters,
        long committedEpochMillis) {
    public static final int VERSION = 2;

    public Manifest {
        Form.MANIFEST.require(version);
        parts = List.copyOf(parts);
        deadLetters = List.copyOf(deadLetters);
        counters = new TreeMap<>(counters);
    }

    /**
     * A file of the output.
     *
     * @param key key in the bucket of the output
     * @param crc32c checksum of the whole object, 8 hexadecimal digits
     */
    public record CommittedPart(String key, long bytes, long records, String crc32c) {}

    /**
     * Sums, for those who read no further.
     *
     * @param records in the parts
     * @param bytes of the parts
     * @param refused records in the dead letters
     */
    public record Sums(long records, long bytes, long refused) {}
}
