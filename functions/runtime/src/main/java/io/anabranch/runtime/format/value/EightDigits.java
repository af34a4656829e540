package io.anabranch.runtime.format.value;

import io.anabranch.runtime.format.bytes.ByteScan;

/**
 * Numbers of up to eight characters, all of them at once: as most are. Neighbours are drawn together, digits to pairs, pairs to fours, fours to
 * eight, with a multiplication each; see D. Lemire, Number Parsing at a Gigabyte per Second, 2021, section 6.
 */
final class EightDigits {
    private static final long ZEROS = 0x3030303030303030L;
    private static final long POINTS = ByteScan.pattern((byte) '.');
    private static final long TOP_HALVES = 0xF0F0F0F0F0F0F0F0L;
    private static final long THREES = 0x3333333333333333L;
    private static final long SIX = 0x0606060606060606L;

    private EightDigits() {}

    /** Whether [from, to) are one to eight bytes, which lie in one word of the array. */
    static boolean holds(byte[] bytes, int from, int to) {
        return to > from && to - from <= Long.BYTES && from + Long.BYTES <= bytes.length;
    }

    /**
     * The number, or -1 if there is another character or no digit.
     *
     * @param word the first digit is its lowest byte
     * @param digits how many of its bytes count
     */
    static long value(long word, int digits) {
        if (digits == 0) {
            return -1;
        }
        int missing = Long.SIZE - Byte.SIZE * digits;
        long text = digits == Long.BYTES ? word : (word << missing) | (ZEROS >>> (Long.SIZE - missing));
        // Of digits, and of none but digits, the upper half is 3, and still is when 6 is added.
        if (((text & TOP_HALVES) | (((text + SIX) & TOP_HALVES) >>> 4)) != THREES) {
            return -1;
        }
        long pairs = ((text & 0x0F0F0F0F0F0F0F0FL) * 2561) >>> 8;
        long fours = ((pairs & 0x00FF00FF00FF00FFL) * 6553601) >>> 16;
        return ((fours & 0x0000FFFF0000FFFFL) * 42949672960001L) >>> 32;
    }

    /** Which of the first {@code length} characters is a point; -1 if none is. */
    static int point(long word, int length) {
        int point = ByteScan.first(ByteScan.matches(word, POINTS));
        return point < length ? point : -1;
    }

    /** The characters without one of them. */
    static long without(long word, int index) {
        long before = (1L << (Byte.SIZE * index)) - 1;
        return (word & before) | ((word >>> Byte.SIZE) & ~before);
    }
}
