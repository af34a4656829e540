package io.anabranch.runtime.format;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name that somebody may have meant: the one in fewest edits (Levenshtein), letter case aside. */
final class Nearest {
    private Nearest() {}

    /** The nearest of {@code names}, if it is near at all: at most half of the letters are edited. */
    static Optional<String> to(String wanted, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(wanted, name)))
                .filter(name -> distance(wanted, name) <= Math.max(wanted.length(), name.length()) / 2);
    }

    private static int distance(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int edited = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(edited, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
