package io.anabranch.runtime.message;

import io.anabranch.Utf8;

/** Offending text as messages quote it: one line, 80 characters at most. */
public final class Excerpt {
    private static final int MAX_CHARACTERS = 80;
    private static final int MAX_UTF8_BYTES = 4 * MAX_CHARACTERS;

    private Excerpt() {}

    public static String of(Utf8 text) {
        int cut = Math.min(text.length(), MAX_UTF8_BYTES + 1);
        return of(text.slice(0, cut).toString());
    }

    public static String of(byte[] bytes, int from, int to) {
        return of(Utf8.wrap(bytes, from, to - from));
    }

    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int characters = 0;
        for (int i = 0; i < text.length() && characters < MAX_CHARACTERS; characters++) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            append(quoted, codePoint);
        }
        boolean cut = text.codePointCount(0, text.length()) > MAX_CHARACTERS;
        return quoted.append(cut ? "…'" : "'").toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        switch (codePoint) {
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (Character.isISOControl(codePoint)) {
                    quoted.append(String.format("\\x%02x", codePoint));
                } else {
                    quoted.appendCodePoint(codePoint);
                }
            }
        }
    }
}
