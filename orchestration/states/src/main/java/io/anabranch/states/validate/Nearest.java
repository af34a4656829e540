package io.anabranch.states.validate;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody may have meant. */
final class Nearest {
    private static final int LONGEST = 100;

    /** Among more names than these the search would take longer than the rest of the validation. */
    private static final int MOST_NAMES = 500;

    private Nearest() {}

    /** "Did you mean 'x'?"; null when no name is near. */
    static @Nullable String suggest(String typed, Collection<String> names) {
        if (typed.length() > LONGEST || names.size() > MOST_NAMES) {
            return null;
        }
        String best = null;
        int least = Math.max(2, typed.length() / 3) + 1;
        String lower = typed.toLowerCase(Locale.ROOT);
        for (String name : names) {
            if (Math.abs(name.length() - typed.length()) < least) {
                int distance = distance(lower, name.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    best = name;
                }
            }
        }
        return best == null ? null : "Did you mean '" + best + "'?";
    }

    /** Levenshtein's: insertions, deletions and replacements of one character. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
