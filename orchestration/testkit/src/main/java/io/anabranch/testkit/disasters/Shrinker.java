package io.anabranch.testkit.disasters;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds out which of the disasters that happened are to blame: leaves out as many as it can while there is still a violation.
 *
 * @param replay the same seed without the happenings of these names
 */
record Shrinker(Function<Set<String>, Verdict> replay) {
    private static final int MOST_REPLAYS = 300;

    /** The verdict with the fewest happenings that was found. */
    Verdict shrink(Verdict failed) {
        Verdict best = failed;
        Set<String> leftOut = new TreeSet<>();
        int replays = 0;
        for (int size = (failed.happened().size() + 1) / 2; size > 0; ) {
            boolean smaller = false;
            for (int at = 0; at < best.happened().size() && replays < MOST_REPLAYS; ) {
                Set<String> without = new TreeSet<>(leftOut);
                names(best, at, size).forEach(without::add);
                Verdict verdict = replay.apply(without);
                replays++;
                if (verdict.violations().isEmpty()) {
                    at += size;
                } else {
                    best = verdict;
                    leftOut = without;
                    smaller = true;
                }
            }
            size = smaller && size == 1 && replays < MOST_REPLAYS ? 1 : size / 2;
        }
        return best;
    }

    private static List<String> names(Verdict verdict, int from, int count) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < Math.min(from + count, verdict.happened().size()); i++) {
            names.add(verdict.happened().get(i).name());
        }
        return names;
    }
}
