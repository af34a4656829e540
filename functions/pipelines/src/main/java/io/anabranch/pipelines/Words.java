package io.anabranch.pipelines;

import io.anabranch.Emitter;
import io.anabranch.Utf8;
import java.util.Locale;

/**
 * Finds the words of a line: maximal runs of code points that {@link Character#isLetter(int)} accepts, in lower case. A word that is in
 * lower case already is a slice of its line, and only one with other than ASCII capitals is decoded. Bytes that are not UTF-8 separate
 * words.
 */
final class Words {
    /** What {@link #letterBytes} says of bytes that are no letter. */
    private static final int NO_LETTER = 0;

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
        int letter;
        while (at < end && (letter = letterBytes(bytes, at, end)) != NO_LETTER) {
            if (letter == 1) {
                upper |= bytes[at] <= 'Z';
            } else {
                wideUpper |= letter < 0;
            }
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
        if (!shortest || surrogate || !Character.isLetter(codePoint)) {
            return NO_LETTER;
        }
        return Character.toLowerCase(codePoint) == codePoint ? length : -length;
    }
}
