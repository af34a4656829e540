package io.anabranch.runtime.message;

import io.anabranch.Utf8;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Offending text as messages quote it: one line, nothing that a terminal would obey, 80 characters at most. */
public final class Excerpt {
    private static final int MAX_CHARACTERS = 80;
    private static final int MAX_UTF8_BYTES = 4 * MAX_CHARACTERS;

    private Excerpt() {}

    /** In quotes; bytes that are not UTF-8 as {@code \xfc}. */
    public static String of(Utf8 text) {
        int cut = Math.min(text.length(), MAX_UTF8_BYTES + 1);
        return of(decode(text.slice(0, cut)));
    }

    public static String of(byte[] bytes, int from, int to) {
        return of(Utf8.wrap(bytes, from, to - from));
    }

    public static String of(String text) {
        return "'" + unquoted(text) + "'";
    }

    /** The same without quotes: a name. */
    public static String unquoted(String text) {
        int most = text.codePointCount(0, Math.min(text.length(), 2 * MAX_CHARACTERS));
        int shown = text.offsetByCodePoints(0, Math.min(most, MAX_CHARACTERS));
        return escaped(text.substring(0, shown)) + (shown < text.length() ? "…" : "");
    }

    /** All of a text that holds others' data, in one line. */
    public static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(line, codePoint));
        return line.toString();
    }

    private static void append(StringBuilder line, int codePoint) {
        switch (codePoint) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                switch (Character.getType(codePoint)) {
                    case Character.CONTROL -> line.append(String.format("\\x%02x", codePoint));
                    case Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> line.append(String.format("\\u%04x", codePoint));
                    default -> line.appendCodePoint(codePoint);
                }
            }
        }
    }

    private static String decode(Utf8 text) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(text.array(), text.arrayOffset(), text.length());
        CharBuffer characters = CharBuffer.allocate(4 * text.length() + 1);
        CoderResult result = decoder.decode(bytes, characters, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                characters.put(String.format("\\x%02x", bytes.get()));
            }
            result = decoder.decode(bytes, characters, true);
        }
        return characters.flip().toString();
    }
}
