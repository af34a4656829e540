package io.anabranch.runtime.format.value;

import io.anabranch.runtime.format.bytes.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strings of a column that come again and again: a country, a device. Direct mapped by a hash of the bytes. A column whose
 * values do not repeat is found out after a while, and decoded without looking any more.
 */
public final class StringCache {
    private static final int ENTRIES = 512;
    private static final int LONGEST = 64;

    /** Look-ups after which the hits are counted; below half of them the cache is given up. */
    private static final int TRIAL = 4096;

    private byte @Nullable [][] keys;
    private String @Nullable [] values;
    private int lookups;
    private int hits;
    private boolean off;

    /** The text of bytes [from, to). */
    public String get(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (off || length > LONGEST) {
            return decode(bytes, from, length);
        }
        return lookUp(bytes, from, length);
    }

    private String lookUp(byte[] bytes, int from, int length) {
        if (keys == null || values == null) {
            keys = new byte[ENTRIES][];
            values = new String[ENTRIES];
        }
        int index = hash(bytes, from, length) & (ENTRIES - 1);
        byte[] key = keys[index];
        if (++lookups == TRIAL) {
            judge();
        }
        if (key != null && Arrays.equals(key, 0, key.length, bytes, from, from + length)) {
            hits++;
            return values[index];
        }
        String value = decode(bytes, from, length);
        keys[index] = Arrays.copyOfRange(bytes, from, from + length);
        values[index] = value;
        return value;
    }

    private void judge() {
        off = hits < TRIAL / 2;
        lookups = 0;
        hits = 0;
    }

    /** Of the first 8 bytes, the last 8 and the length. */
    private static int hash(byte[] bytes, int from, int length) {
        long first = ByteScan.word(bytes, from);
        long mixed;
        if (length < Long.BYTES) {
            mixed = first & (-1L >>> (Long.SIZE - Byte.SIZE * length));
        } else {
            mixed = first * 31 + ByteScan.word(bytes, from + length - Long.BYTES);
        }
        mixed = (mixed + length) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40);
    }

    private static String decode(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
