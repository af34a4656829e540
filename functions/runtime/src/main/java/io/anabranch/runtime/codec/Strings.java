package io.anabranch.runtime.codec;

import java.nio.charset.StandardCharsets;

/**
 * Strings as UTF-8. Half a surrogate pair, which UTF-8 has no place for, is written as its three bytes nevertheless, so that every string
 * comes back as it was.
 */
final class Strings {
    private Strings() {}

    /** The number of bytes of {@code text}. */
    static int encodedLength(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 ? 1 : 2;
                if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                }
            }
        }
        return bytes;
    }

    /** Writes the bytes of {@code text} to {@code bytes} from {@code at}, where there is room for them. */
    static void encode(String text, byte[] bytes, int at) {
        int length = text.length();
        int to = at;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[to++] = (byte) c;
            } else if (c < 0x800) {
                bytes[to++] = (byte) (0xC0 | (c >> 6));
                bytes[to++] = (byte) (0x80 | (c & 0x3F));
            } else {
                int codePoint = text.codePointAt(i);
                if (codePoint >= 0x10000) {
                    i++;
                    bytes[to++] = (byte) (0xF0 | (codePoint >> 18));
                    bytes[to++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
                } else {
                    bytes[to++] = (byte) (0xE0 | (codePoint >> 12));
                }
                bytes[to++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
                bytes[to++] = (byte) (0x80 | (codePoint & 0x3F));
            }
        }
    }

    static String decode(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : decodeWithHalfPairs(bytes, from, length);
    }

    private static String decodeWithHalfPairs(byte[] bytes, int from, int length) {
        StringBuilder text = new StringBuilder(length);
        int at = from;
        while (at < from + length) {
            int first = bytes[at] & 0xFF;
            int count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            int codePoint = count == 1 ? first : first & (0x7F >> count);
            for (int i = 1; i < count; i++) {
                codePoint = (codePoint << 6) | (bytes[at + i] & 0x3F);
            }
            text.appendCodePoint(codePoint);
            at += count;
        }
        return text.toString();
    }
}
