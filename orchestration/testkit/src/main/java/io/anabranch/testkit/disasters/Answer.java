package io.anabranch.testkit.disasters;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an output has to hold.
 *
 * @param lines of all parts, one part behind the other, headers left out
 * @param headerLines lines that each part begins with and that are no records
 * @param ordered whether the lines have this order, over all parts; otherwise any order is right
 * @param refused how many records are dead letters
 * @param records that the manifest says there are
 * @param counters what the pipeline has counted; null if nobody knows
 */
record Answer(
        List<String> lines,
        int headerLines,
        boolean ordered,
        int refused,
        long records,
        @Nullable SortedMap<String, Long> counters) {
    Answer {
        lines = List.copyOf(lines);
    }

    /** No record is refused. */
    Answer(List<String> lines, int headerLines, boolean ordered) {
        this(lines, headerLines, ordered, 0, lines.size(), null);
    }

    /** Records in any order, in files without headers. */
    static Answer inAnyOrder(List<String> lines) {
        return new Answer(lines, 0, false);
    }

    /** What a manifest says of all that is in an output. */
    record Sums(long records, long refused, SortedMap<String, Long> counters) {}

    /** Why {@code found} is not this answer; "" if it is. */
    String difference(List<String> found, int letters, Sums sums) {
        if (letters != refused || sums.refused() != refused) {
            return "expected " + refused + " dead letters, found " + letters + ", and the manifest says "
                    + sums.refused();
        }
        if (sums.records() != records) {
            return "expected " + records + " records, and the manifest says " + sums.records();
        }
        SortedMap<String, Long> counted = sums.counters();
        if (counters != null && !counters.equals(counted)) {
            return "expected counters " + counters + ", found " + counted;
        }
        List<String> expected = ordered ? lines : lines.stream().sorted().toList();
        List<String> there = ordered ? found : found.stream().sorted().toList();
        if (expected.equals(there)) {
            return "";
        }
        int same = 0;
        while (same < Math.min(expected.size(), there.size())
                && expected.get(same).equals(there.get(same))) {
            same++;
        }
        return "expected " + expected.size() + " lines, found " + there.size() + "; first difference: expected "
                + (same < expected.size() ? "'" + expected.get(same) + "'" : "nothing") + ", found "
                + (same < there.size() ? "'" + there.get(same) + "'" : "nothing");
    }
}
