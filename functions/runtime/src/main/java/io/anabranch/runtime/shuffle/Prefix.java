package io.anabranch.runtime.shuffle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The first bytes of a sort key as one number, so that most comparisons touch no record.
 *
 * <pre>
 * ORDERED   k k k k k k k n      k: next bytes of the key, padded with zeros
 * HASH      h h h h k k k n      h: hash of the key; n: key bytes that were left, 8 (HASH: 4) if more than there is room for
 * </pre>
 *
 * <p>Unsigned order of prefixes agrees with the order of keys; and two equal prefixes whose n says that nothing was left out are
 * equal keys.
 */
final class Prefix {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Bytes of the key that a prefix of {@link #ofBytes} covers. */
    static final int BYTES = 7;

    /** Bytes of the key, beside its hash, that a prefix of {@link #ofHash} covers. */
    static final int HASH_BYTES = 3;

    private Prefix() {}

    static long of(ShuffleOrder order, byte[] bytes, int offset, int length) {
        return order == ShuffleOrder.HASH
                ? ofHash(KeyHash.orderHash(bytes, offset, length), bytes, offset, length)
                : ofBytes(bytes, offset, length);
    }

    static long ofBytes(byte[] bytes, int offset, int length) {
        if (length > BYTES) {
            return offset + 8 <= bytes.length
                    ? ((long) LONG.get(bytes, offset) & ~0xFFL) | (BYTES + 1)
                    : (gather(bytes, offset, BYTES) << 8) | (BYTES + 1);
        }
        return (gather(bytes, offset, length) << (8 * (BYTES + 1 - length))) | length;
    }

    static long ofHash(int hash, byte[] bytes, int offset, int length) {
        int covered = Math.min(length, HASH_BYTES);
        long head = gather(bytes, offset, covered) << (8 * (HASH_BYTES + 1 - covered));
        return ((long) hash << 32) | head | Math.min(length, HASH_BYTES + 1);
    }

    /** Whether a prefix is the whole key (or the whole rest of it). */
    static boolean isWhole(ShuffleOrder order, long prefix) {
        return (prefix & 0xFF) <= (order == ShuffleOrder.HASH ? HASH_BYTES : BYTES);
    }

    private static long gather(byte[] bytes, int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | (bytes[offset + i] & 0xFF);
        }
        return value;
    }
}
