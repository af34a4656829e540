package io.anabranch.runtime.format.bytes;

/**
 * Whether bytes are UTF-8 as RFC 3629 has it: no form longer than it must be, no half of a surrogate pair (as CESU-8 has), nothing beyond U+10FFFF,
 * no character that is cut. ASCII is looked at eight bytes at a time.
 */
public final class Utf8Check {
    private Utf8Check() {}

    /** Index of the first byte in [from, to) that no character begins with or that begins one which is cut, or -1. Looks at no other byte. */
    public static int firstMalformed(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return -1;
        }
        int at = from;
        while (true) {
            while (at + Long.BYTES <= to && ByteScan.isAscii(ByteScan.word(bytes, at))) {
                at += Long.BYTES;
            }
            if (at >= to) {
                return -1;
            }
            int length = bytes[at] >= 0 ? 1 : length(bytes, at, to);
            if (length == 0) {
                return at;
            }
            at += length;
        }
    }

    /** The last word overlaps the one before it, so that no byte is looked at alone. */
    private static boolean isAscii(byte[] bytes, int from, int to) {
        int last = to - Long.BYTES;
        if (last < from) {
            return false;
        }
        for (int at = from; at < last; at += Long.BYTES) {
            if (!ByteScan.isAscii(ByteScan.word(bytes, at))) {
                return false;
            }
        }
        return ByteScan.isAscii(ByteScan.word(bytes, last));
    }

    /** Of the character of several bytes that begins at {@code at}; 0 if none does. */
    private static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int second = at + 1 < to ? bytes[at + 1] & 0xFF : 0;
        if (first < 0xE0) {
            return first >= 0xC2 && isBetween(second, 0x80, 0xBF) ? 2 : 0;
        }
        if (first < 0xF0) {
            boolean begins = isBetween(second, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
            return begins && isRest(bytes, at + 2, to) ? 3 : 0;
        }
        boolean begins = first <= 0xF4 && isBetween(second, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
        return begins && isRest(bytes, at + 2, to) && isRest(bytes, at + 3, to) ? 4 : 0;
    }

    private static boolean isBetween(int value, int least, int most) {
        return value >= least && value <= most;
    }

    private static boolean isRest(byte[] bytes, int at, int to) {
        return at < to && (bytes[at] & 0xC0) == 0x80;
    }
}
