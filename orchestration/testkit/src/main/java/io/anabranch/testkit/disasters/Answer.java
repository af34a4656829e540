package io.anabranch.testkit.disasters;

import java.util.List;

/**
 * What an output has to hold.
 *
 * @param lines of all parts, one part behind the other, headers left out
 * @param headerLines lines that each part begins with and that are no records
 * @param ordered whether the lines have this order, over all parts; otherwise any order is right
 * @param refused how many records are dead letters
 */
record Answer(List<String> lines, int headerLines, boolean ordered, int refused) {
    Answer {
        lines = List.copyOf(lines);
    }

    /** No record is refused. */
    Answer(List<String> lines, int headerLines, boolean ordered) {
        this(lines, headerLines, ordered, 0);
    }

    /** Records in any order, in files without headers. */
    static Answer inAnyOrder(List<String> lines) {
        return new Answer(lines, 0, false);
    }

    /** Why {@code found} is not this answer; "" if it is. */
    String difference(List<String> found, int letters) {
        if (letters != refused) {
            return "expected " + refused + " dead letters, found " + letters;
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
