package io.anabranch.runtime.shuffle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of a key. It is part of the format of packed objects: changing it changes the order of their records.
 *
 * <p>Its upper half orders records and cuts them into reducers; hash tables take the lower half, which is still spread when all
 * keys of a task come from one range of the upper half.
 *
 * <p>The construction is that of <a href="https://github.com/wangyi-fudan/wyhash">wyhash</a>: 128-bit products, folded. Short keys
 * take two products and no loop, whatever their length. Words are little-endian, products signed:
 *
 * <pre>
 * fold(x, y)  = high 64 bits of x * y, xor low 64 bits
 * seed        = S0; while more than 16 bytes are left: seed = fold(word ^ S1, next word ^ seed)
 * (a, b)      = 16 or more bytes in the key: its last two words      8 to 15: its first word and its last
 *               4 to 7: its first int and its last, unsigned          1 to 3: first byte &lt;&lt; 16 | byte [length / 2] &lt;&lt; 8 | last byte, 0
 *               0: 0, 0
 * hash        = fold(S1 ^ length, fold(a ^ S1, b ^ seed) ^ S2)
 * </pre>
 */
public final class KeyHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Digits of pi after the point, as in Blowfish: numbers with nothing up their sleeve. */
    private static final long S0 = 0x243F6A8885A308D3L;

    private static final long S1 = 0x13198A2E03707345L;
    private static final long S2 = 0xA4093822299F31D1L;

    static final int WHOLE_BYTES = 16;

    private KeyHash() {}

    /** All 64 bits. */
    public static long hash(byte[] key, int offset, int length) {
        return hash(a(key, offset, length), b(key, offset, length), seed(key, offset, length), length);
    }

    static long hash(long a, long b, long seed, int length) {
        return fold(S1 ^ length, fold(a ^ S1, b ^ seed) ^ S2);
    }

    /** With {@link #b} and the length it determines a key of up to {@link #WHOLE_BYTES} bytes. */
    static long a(byte[] key, int offset, int length) {
        if (length >= 8) {
            return (long) LONG.get(key, length >= 16 ? offset + length - 16 : offset);
        }
        if (length >= 4) {
            return (int) INT.get(key, offset) & 0xFFFFFFFFL;
        }
        return length == 0
                ? 0
                : (key[offset] & 0xFFL) << 16
                        | (key[offset + (length >> 1)] & 0xFFL) << 8
                        | (key[offset + length - 1] & 0xFFL);
    }

    static long b(byte[] key, int offset, int length) {
        if (length >= 8) {
            return (long) LONG.get(key, offset + length - 8);
        }
        return length >= 4 ? (int) INT.get(key, offset + length - 4) & 0xFFFFFFFFL : 0;
    }

    static long seed(byte[] key, int offset, int length) {
        long seed = S0;
        for (int at = offset, last = offset + length - WHOLE_BYTES; at < last; at += 16) {
            seed = fold((long) LONG.get(key, at) ^ S1, (long) LONG.get(key, at + 8) ^ seed);
        }
        return seed;
    }

    /** The upper 32 bits; compared unsigned. */
    public static int orderHash(byte[] key, int offset, int length) {
        return (int) (hash(key, offset, length) >>> 32);
    }

    private static long fold(long x, long y) {
        return Math.multiplyHigh(x, y) ^ (x * y);
    }
}
