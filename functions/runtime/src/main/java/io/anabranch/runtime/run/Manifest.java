package io.anabranch.runtime.run;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code _anabranch/manifest.json}: without it there is no output, whatever objects there are.
 *
 * @param origin whose output it is
 * @param fence goes up when another run takes the output over, so that its owner before cannot publish any more
 * @param pending whether this only keeps the place: then there is no output
 * @param parts in the order of their names
 * @param deadLetters objects with refused records
 * @param counters the pipeline's own counters
 */
public record Manifest(
        Origin origin,
        int fence,
        boolean pending,
        List<CommittedPart> parts,
        List<CommittedPart> deadLetters,
        Sums totals,
        SortedMap<String, Long> counters) {
    public Manifest {
        parts = List.copyOf(parts);
        deadLetters = List.copyOf(deadLetters);
        counters = new TreeMap<>(counters);
    }

    /**
     * Whose output it is.
     *
     * @param run id of the run
     * @param token of the run, in the names of its files
     * @param program what the run executed; null as long as there is no output
     * @param replaced tokens of runs that do not come back: of those whose files were in its place, which go as soon as this is there, and of
     *     those that were fenced while they committed
     * @param committedEpochMillis when it became visible, in milliseconds since 1970
     */
    public record Origin(
            String run, String token, @Nullable Program program, List<String> replaced, long committedEpochMillis) {
        public Origin {
            replaced = List.copyOf(replaced);
        }
    }

    /** Keeps the place of an output that is not there. */
    public static Manifest pending(Plan plan) {
        return new Manifest(
                new Origin(plan.run().id(), plan.token(), null, List.of(), 0),
                0,
                true,
                List.of(),
                List.of(),
                new Sums(0, 0, 0),
                new TreeMap<>());
    }

    /** The same output in another version of the object. */
    public Manifest fenced() {
        return new Manifest(origin, fence + 1, pending, parts, deadLetters, totals, counters);
    }

    /** The same output in another version of the object, to which the run with this token does not come back. */
    public Manifest without(String token) {
        SortedSet<String> marked = new TreeSet<>(origin.replaced());
        marked.add(token);
        Origin kept = new Origin(
                origin.run(), origin.token(), origin.program(), List.copyOf(marked), origin.committedEpochMillis());
        return new Manifest(kept, fence + 1, pending, parts, deadLetters, totals, counters);
    }

    /** Whether the run with this token was replaced or fenced by others: whoever did that may still be removing its files. */
    public boolean hasReplaced(String token) {
        return origin.replaced().contains(token);
    }

    /** Whether it is the output of the run with this token: not another's, and not only a place that is kept. */
    public boolean isOutputOf(String token) {
        return !pending && origin.token().equals(token);
    }

    /** Id of the run. */
    public String run() {
        return origin.run();
    }

    /** Token of the run. */
    public String token() {
        return origin.token();
    }

    /** All files of the output. */
    public List<CommittedPart> files() {
        return Stream.concat(parts.stream(), deadLetters.stream()).toList();
    }

    /**
     * A file of the output.
     *
     * @param name below the folder of the output
     * @param etag entity tag that S3 gave it; a copy has another
     * @param crc32c checksum of the whole object, 8 hexadecimal digits
     */
    public record CommittedPart(String name, long bytes, long records, String etag, String crc32c) {}

    /**
     * Sums, for those who read no further.
     *
     * @param records in the parts
     * @param bytes of the parts
     * @param refused records in the dead letters
     */
    public record Sums(long records, long bytes, long refused) {}
}
