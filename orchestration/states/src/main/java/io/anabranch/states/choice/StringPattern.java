package io.anabranch.states.choice;

/** {@code StringMatches}: {@code *} stands for any text; {@code \*} for an asterisk, {@code \\} for a backslash. */
final class StringPattern {
    private StringPattern() {}

    /** Greedy with one point to go back to, the last asterisk: linear for patterns as people write them. */
    static boolean matches(String text, String pattern) {
        int inText = 0;
        int inPattern = 0;
        int afterStar = -1;
        int starText = 0;
        while (inText < text.length()) {
            int width = literalWidth(pattern, inPattern);
            if (inPattern < pattern.length() && width == 0) {
                afterStar = ++inPattern;
                starText = inText;
            } else if (width > 0 && pattern.charAt(inPattern + width - 1) == text.charAt(inText)) {
                inText++;
                inPattern += width;
            } else if (afterStar >= 0) {
                inPattern = afterStar;
                inText = ++starText;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }

    /** How many characters of the pattern stand for the one at the place: 2 for an escape, 0 for an asterisk. */
    private static int literalWidth(String pattern, int at) {
        if (at >= pattern.length() || pattern.charAt(at) == '*') {
            return 0;
        }
        boolean escape = pattern.charAt(at) == '\\'
                && at + 1 < pattern.length()
                && (pattern.charAt(at + 1) == '*' || pattern.charAt(at + 1) == '\\');
        return escape ? 2 : 1;
    }
}
