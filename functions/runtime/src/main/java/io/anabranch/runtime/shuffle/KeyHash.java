package io.anabranch.runtime.shuffle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0. It is part of the format of packed objects: changing it changes the order of their records.
 *
 * <p>Its upper half orders records and cuts them into reducers; hash tables take the lower half, which is still spread when all
 * keys of a task come from one range of the upper half.
 *
 * <p>Constants and rounds: <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">XXH64 specification</a>.
 */
final class KeyHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private KeyHash() {}

    static long hash(byte[] key, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long hash = PRIME_5;
        if (length >= 32) {
            hash = stripes(key, offset, length);
            at += length & ~31;
        }
        hash += length;
        for (; at <= end - 8; at += 8) {
            hash ^= round(0, (long) LONG.get(key, at));
            hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
        }
        if (at <= end - 4) {
            hash ^= ((int) INT.get(key, at) & 0xFFFFFFFFL) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < end; at++) {
            hash ^= (key[at] & 0xFF) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        hash = (hash ^ (hash >>> 33)) * PRIME_2;
        hash = (hash ^ (hash >>> 29)) * PRIME_3;
        return hash ^ (hash >>> 32);
    }

    /** The upper 32 bits; compared unsigned. */
    static int orderHash(byte[] key, int offset, int length) {
        return (int) (hash(key, offset, length) >>> 32);
    }

    private static long stripes(byte[] key, int offset, int length) {
        long a = PRIME_1 + PRIME_2;
        long b = PRIME_2;
        long c = 0;
        long d = -PRIME_1;
        for (int at = offset, end = offset + (length & ~31); at < end; at += 32) {
            a = round(a, (long) LONG.get(key, at));
            b = round(b, (long) LONG.get(key, at + 8));
            c = round(c, (long) LONG.get(key, at + 16));
            d = round(d, (long) LONG.get(key, at + 24));
        }
        long hash =
                Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        hash = merge(merge(hash, a), b);
        return merge(merge(hash, c), d);
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }
}
