package io.anabranch.runtime.task;

import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.shuffle.MergeReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The smaller side of a broadcast join, by key, as bytes: keys and records stay encoded, so that a million small records take tens of
 * megabytes and no objects. Built once, then read by any number of threads.
 *
 * <pre>
 * entries: [key length][key][number of records][record length][record]...   one after the other, in one array
 * slots:   hash table of (hash &lt;&lt; 32 | offset into entries), -1 when free, open addressing, at most half full: a probe costs one
 *          fetch here and one in entries
 * </pre>
 */
final class BroadcastTable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle COUNT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** An offset is never negative. */
    private static final long FREE = -1;

    private final byte[] entries;
    private final long[] slots;

    private BroadcastTable(byte[] entries, int[] offsets, int keys) {
        this.entries = entries;
        int capacity = Integer.highestOneBit(Math.max(8, keys) * 2 - 1) << 1;
        this.slots = new long[capacity];
        Arrays.fill(slots, FREE);
        BytesIn in = new BytesIn();
        for (int i = 0; i < keys; i++) {
            in.reset(entries, offsets[i], entries.length - offsets[i]);
            int length = (int) in.readVarLong();
            insert(hash(entries, in.position(), length), offsets[i]);
        }
    }

    /**
     * Reads a channel to its end.
     *
     * @param maxBytes most that the encoded records may take
     * @throws LimitException if they take more
     */
    static BroadcastTable of(String step, MergeReader reader, long maxBytes) {
        BytesOut out = new BytesOut(1 << 16);
        int[] offsets = new int[1024];
        int keys = 0;
        while (reader.nextGroup()) {
            if (keys == offsets.length) {
                offsets = Arrays.copyOf(offsets, keys * 2);
            }
            offsets[keys++] = out.length();
            BytesIn key = reader.key();
            writeBytes(key, out);
            int countAt = out.length();
            out.writeInt(0);
            int count = 0;
            while (reader.nextRecord()) {
                writeBytes(reader.extra(), out);
                count++;
            }
            COUNT.set(out.array(), countAt, count);
            if (out.length() > maxBytes) {
                throw new LimitException(
                        "Cannot broadcast the right side of '" + step + "': it takes more than " + maxBytes
                                + " bytes of memory. Join with JoinStrategy.REPARTITION, or give the function more memory",
                        Where.UNKNOWN);
            }
        }
        return new BroadcastTable(Arrays.copyOf(out.array(), out.length()), offsets, keys);
    }

    private static void writeBytes(BytesIn in, BytesOut out) {
        int length = in.remaining();
        out.writeVarLong(length);
        out.write(in.array(), in.position(), length);
    }

    /**
     * Points {@code in} at the records of a key and returns how many there are; each is a variable-length number and so many
     * bytes.
     */
    int find(byte[] key, int length, BytesIn in) {
        int hash = hash(key, 0, length);
        int mask = slots.length - 1;
        long place;
        for (int slot = hash & mask; (place = slots[slot]) != FREE; slot = (slot + 1) & mask) {
            if ((int) (place >>> 32) == hash) {
                int offset = (int) place;
                in.reset(entries, offset, entries.length - offset);
                int keyLength = (int) in.readVarLong();
                int keyAt = in.advance(keyLength);
                if (Arrays.equals(entries, keyAt, keyAt + keyLength, key, 0, length)) {
                    return in.readInt();
                }
            }
        }
        return 0;
    }

    private void insert(int hash, int offset) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = (long) hash << 32 | offset;
    }

    /** Fibonacci hashing over 8 bytes at a time; never leaves this process. */
    private static int hash(byte[] bytes, int offset, int length) {
        long hash = length * MIX;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            hash = Long.rotateLeft(hash ^ (long) LONG.get(bytes, offset + i), 29) * MIX;
        }
        for (; i < length; i++) {
            hash = (hash ^ (bytes[offset + i] & 0xFF)) * MIX;
        }
        return (int) (hash >>> 32) ^ (int) (hash >>> 8);
    }
}
