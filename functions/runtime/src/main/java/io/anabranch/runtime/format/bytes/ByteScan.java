package io.anabranch.runtime.format.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes eight at a time (SIMD within a register).
 *
 * <p>{@link #matches} sets the top bit of each byte that is equal, and of no other: the shorter test for a zero byte, {@code (x -
 * ONES) & ~x}, may also mark bytes above a match, which is good enough for the first match only. See H. S. Warren, Hacker's
 * Delight, section 6-1.
 *
 * <p>All of them may look at up to 7 bytes behind {@code to}, which must lie in the array: {@link Chunks} leaves that room.
 */
public final class ByteScan {
    /** Bytes that an array must have behind the last one that counts. */
    public static final int ROOM = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    private static final long TOP_BITS = 0x8080808080808080L;

    private ByteScan() {}

    public static long word(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Whether no byte of a word has its top bit set. */
    public static boolean isAscii(long word) {
        return (word & TOP_BITS) == 0;
    }

    /** {@code value} in each byte of a word. */
    public static long pattern(byte value) {
        return (value & 0xFF) * ONES;
    }

    /** The top bit of each byte of {@code word} that is equal to the one in {@code pattern}. */
    public static long matches(long word, long pattern) {
        long x = word ^ pattern;
        return ~(((x & LOW_BITS) + LOW_BITS) | x | LOW_BITS);
    }

    /** The same for either of two patterns, whose bytes are ASCII. */
    public static long matches(long word, long one, long other) {
        long low = word & LOW_BITS;
        return ~((((low ^ one) + LOW_BITS) & ((low ^ other) + LOW_BITS)) | word) & TOP_BITS;
    }

    /** The same for any of three patterns, whose bytes are ASCII. */
    public static long matches(long word, long one, long other, long third) {
        long low = word & LOW_BITS;
        long none = ((low ^ one) + LOW_BITS) & ((low ^ other) + LOW_BITS) & ((low ^ third) + LOW_BITS);
        return ~(none | word) & TOP_BITS;
    }

    /** Index of the first byte in a mask of matches. */
    public static int first(long matches) {
        return Long.numberOfTrailingZeros(matches) >>> 3;
    }

    /** Index of the first byte of {@code pattern} in [from, to), or -1. */
    public static int indexOf(byte[] bytes, int from, int to, long pattern) {
        for (int at = from; at < to; at += Long.BYTES) {
            long x = word(bytes, at) ^ pattern;
            long found = (x - ONES) & ~x & TOP_BITS;
            if (found != 0) {
                int index = at + first(found);
                return index < to ? index : -1;
            }
        }
        return -1;
    }

    /** Whether all bytes of [from, to), and those up to the next eighth, are ASCII and other than the one in {@code pattern}. */
    public static boolean isAsciiWithout(byte[] bytes, int from, int to, long pattern) {
        long found = 0;
        for (int at = from; at < to; at += Long.BYTES) {
            long word = word(bytes, at);
            long x = word ^ pattern;
            found |= ((x - ONES) & ~x) | word;
        }
        return isAscii(found);
    }

    /** How many bytes of [from, to) are equal to the one in {@code pattern}. */
    public static int count(byte[] bytes, int from, int to, long pattern) {
        int count = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            count += Long.bitCount(matches(word(bytes, at), pattern));
        }
        if (at < to) {
            long counting = -1L >>> (Long.SIZE - Byte.SIZE * (to - at));
            count += Long.bitCount(matches(word(bytes, at), pattern) & counting);
        }
        return count;
    }
}
