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
 * @param refused records in them
 * @param counters the pipeline's own counters
 */
public record Manifest(
        int version,
        String run,
        String pipeline,
        SortedMap<String, List<String>> params,
        String fingerprint,
        List<CommittedPart> parts,
        long records,
        long bytes,
        List<CommittedPart> deadLetters,
        long refused,
        SortedMap<String, Long> counters,
        long committedEpochMillis) {
    public static final int VERSION = 1;

    public Manifest {
        Versions.check("manifest", version, VERSION);
        params = new TreeMap<>(params);
        parts = List.copyOf(parts);
        deadLetters = List.copyOf(deadLetters);
        counters = new TreeMap<>(counters);
    }
}
