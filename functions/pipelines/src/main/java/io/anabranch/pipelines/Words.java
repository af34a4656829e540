package io.anabranch.pipelines;

import io.anabranch.Emitter;
import io.anabranch.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Finds the words of a line: maximal runs of code points that {@link Character#isLetter(int)} accepts, in lower case. A word that is in
 * lower case already is a slice of its line, and only one with other than ASCII capitals is decoded. Bytes that are not UTF-8 separate
 * words.
 */
final class Words {
    /** What {@link #letterBytes} says of bytes that are no letter. */
    private static final int NO_LETTER = 0;

    /** Eight bytes at a time: most words are ASCII, and are not longer. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long SIGNS = 0x8080808080808080L;
    private static final long CASE = 0x20 * EACH;
    /** Added to a byte below 0x80 it carries into the sign if the byte is 'a' or more. */
    private static final long FROM_A = (0x80 - 'a') * EACH;
    /** The same for what is more than 'z'. */
    private static final long BEYOND_Z = (0x80 - 'z' - 1) * EACH;

    /** {@link #letterBytes} of the code points of two bytes. */
    private static final byte[] TWO_BYTES = twoBytes();

    private Words() {}

    static void emit(Utf8 line, Emitter<Utf8> out) {
        byte[] bytes = line.array();
        int end = line.arrayOffset() + line.length();
        int at = line.arrayOffset();
        while (at < end) {
            int letter = letterBytes(bytes, at, end);
            if (letter == NO_LETTER) {
                at++;
            } else {
                at = emitWord(bytes, at, end, out);
            }
        }
    }

    private static int emitWord(byte[] bytes, int start, int end, Emitter<Utf8> out) {
        int at = start;
        boolean upper = false;
        boolean wideUpper = false;
        while (at < end) {
            if (at + Long.BYTES <= bytes.length) {
                long eight = (long) EIGHT.get(bytes, at);
                int letters = Math.min(lettersOf(eight), end - at);
                upper |= letters > 0 && (~eight & CASE) << (Long.SIZE - 8 * letters) != 0;
                at += letters;
                if (letters == Long.BYTES) {
                    continue;
                }
                if (at == end || bytes[at] >= 0) {
                    break;
                }
            }
            int letter = letterBytes(bytes, at, end);
            if (letter == NO_LETTER) {
                break;
            }
            upper |= letter == 1 && bytes[at] <= 'Z';
            wideUpper |= letter < 0;
            at += Math.abs(letter);
        }
        Utf8 word = Utf8.wrap(bytes, start, at - start);
        if (wideUpper) {
            word = Utf8.of(word.toString().toLowerCase(Locale.ROOT));
        } else if (upper) {
            word = lowerCase(bytes, start, at);
        }
        out.emit(word);
        return at;
    }

    /** How many of eight bytes, from the first, are ASCII letters. */
    private static int lettersOf(long eight) {
        long lower = (eight & ~SIGNS) | CASE;
        long others = (~(lower + FROM_A) | (lower + BEYOND_Z) | eight) & SIGNS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    private static Utf8 lowerCase(byte[] bytes, int start, int end) {
        byte[] lower = new byte[end - start];
        for (int i = 0; i < lower.length; i++) {
            byte letter = bytes[start + i];
            lower[i] = letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
        }
        return Utf8.wrap(lower, 0, lower.length);
    }

    /** How many bytes the letter at {@code at} has, negative if it is a capital beyond ASCII, or {@link #NO_LETTER}. */
    private static int letterBytes(byte[] bytes, int at, int end) {
        byte first = bytes[at];
        if (first >= 0) {
            int folded = first | 0x20;
            return folded >= 'a' && folded <= 'z' ? 1 : NO_LETTER;
        }
        return wideLetterBytes(bytes, at, end);
    }

    private static int wideLetterBytes(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (first >= 0xC2 && first < 0xE0 && end - at > 1 && (bytes[at + 1] & 0xC0) == 0x80) {
            return TWO_BYTES[((first & 0x1F) << 6) | (bytes[at + 1] & 0x3F)];
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || end - at < length) {
            return NO_LETTER;
        }
        int codePoint = first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            byte next = bytes[at + i];
            if ((next & 0xC0) != 0x80) {
                return NO_LETTER;
            }
            codePoint = (codePoint << 6) | (next & 0x3F);
        }
        boolean shortest = codePoint >= (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80);
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return shortest && !surrogate ? letterBytes(codePoint, length) : NO_LETTER;
    }

    private static int letterBytes(int codePoint, int length) {
        if (!Character.isLetter(codePoint)) {
            return NO_LETTER;
        }
        return Character.toLowerCase(codePoint) == codePoint ? length : -length;
    }

    private static byte[] twoBytes() {
        byte[] table = new byte[0x800];
        for (int codePoint = 0x80; codePoint < table.length; codePoint++) {
            table[codePoint] = (byte) letterBytes(codePoint, 2);
        }
        return table;
    }
}
