package io.anabranch.runtime.task;

import io.anabranch.error.BugException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.shuffle.KeyHash;
import io.anabranch.runtime.shuffle.MergeReader;
import java.util.Arrays;

/**
 * The smaller side of a broadcast join, by key, as bytes: keys and records stay encoded, so that a million small records take tens of
 * megabytes and no objects. Built once, then read by any number of threads.
 *
 * <p>A channel comes in the order of its keys' hashes, so that the entries of a bucket, those whose hashes begin with the same bits, lie
 * side by side: a probe costs one fetch from the small array of buckets and mostly one from the entries, and a table is built by appending.
 *
 * <pre>
 * entries: [key length][bytes of all its records][key]([record length][record])...   one after the other, in one array
 * starts:  by bucket, where its entries begin; one to two keys a bucket
 * </pre>
 */
final class BroadcastTable {
    private final byte[] entries;
    private final int[] starts;
    /** What a hash is shifted right by to give its bucket. */
    private final int shift;

    private final long records;

    private BroadcastTable(byte[] entries, int keys, long records) {
        this.records = records;
        int bits = Math.max(1, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, keys)));
        this.entries = entries;
        this.starts = new int[(1 << bits) + 1];
        this.shift = Integer.SIZE - bits;
        int filled = 0;
        BytesIn in = new BytesIn().reset(entries, 0, entries.length);
        while (in.remaining() > 0) {
            int offset = in.position();
            int keyLength = (int) in.readVarLong();
            int recordsLength = (int) in.readVarLong();
            int bucket = KeyHash.orderHash(entries, in.advance(keyLength), keyLength) >>> shift;
            in.advance(recordsLength);
            if (bucket < filled - 1) {
                throw new BugException("Cannot trust a channel: its keys are not in order", Where.UNKNOWN);
            }
            for (; filled <= bucket; filled++) {
                starts[filled] = offset;
            }
        }
        Arrays.fill(starts, filled, starts.length, entries.length);
    }

    /**
     * Reads a channel to its end.
     *
     * @param maxBytes most that the encoded records may take
     * @throws LimitException if they take more
     */
    static BroadcastTable of(String step, MergeReader reader, long maxBytes) {
        BytesOut out = new BytesOut(1 << 16);
        BytesOut records = new BytesOut(1 << 10);
        int keys = 0;
        while (reader.nextGroup()) {
            keys++;
            records.clear();
            while (reader.nextRecord()) {
                BytesIn record = reader.extra();
                records.writeVarLong(record.remaining());
                write(record, records);
            }
            BytesIn key = reader.key();
            out.writeVarLong(key.remaining());
            out.writeVarLong(records.length());
            write(key, out);
            out.write(records.array(), 0, records.length());
            if (out.length() > maxBytes) {
                throw new LimitException(
                        "Cannot broadcast the right side of '" + step + "': it takes more than " + maxBytes
                                + " bytes of memory. Join with JoinStrategy.REPARTITION, or give the function more memory",
                        Where.UNKNOWN);
            }
        }
        return new BroadcastTable(Arrays.copyOf(out.array(), out.length()), keys, reader.records());
    }

    /** How many records it has, of all keys. */
    long records() {
        return records;
    }

    private static void write(BytesIn in, BytesOut out) {
        out.write(in.array(), in.position(), in.remaining());
    }

    /** By which {@link Lookups} find the entries of a key, written in {@code [from, from + length)}. */
    static int hash(byte[] bytes, int from, int length) {
        return KeyHash.orderHash(bytes, from, length);
    }

    /** Where the entries of several keys are: of each, those of its bucket. One thread's. */
    static final class Lookups {
        /** Of the keys: {@link BroadcastTable#hash}. */
        final int[] hashes;

        private final int[] from;
        private final int[] to;

        /** Written, so that the compiler does not leave out what is fetched for later only. */
        @SuppressWarnings("UnusedVariable")
        private int fetched;

        Lookups(int most) {
            this.hashes = new int[most];
            this.from = new int[most];
            this.to = new int[most];
        }
    }

    /**
     * Finds the buckets of the first {@code count} hashes of {@code lookups}, and fetches what of the entries will be needed. No fetch waits for another one of its
     * loop.
     */
    void locate(Lookups lookups, int count) {
        int[] hashes = lookups.hashes;
        int[] from = lookups.from;
        int[] to = lookups.to;
        for (int i = 0; i < count; i++) {
            int bucket = hashes[i] >>> shift;
            from[i] = starts[bucket];
            to[i] = starts[bucket + 1];
        }
        int last = entries.length - 1;
        int fetched = 0;
        for (int i = 0; i < count && last >= 0; i++) {
            fetched += entries[Math.min(from[i], last)] + entries[Math.max(0, to[i] - 1)];
        }
        lookups.fetched += fetched;
    }

    /**
     * Points {@code in} at the records of a key, of which there are none if nothing remains of it; each is a variable-length number and so
     * many bytes.
     *
     * @param place which of {@code lookups} is the key's
     * @param keys the key is {@code [keyFrom, keyTo)} of them
     */
    void find(Lookups lookups, int place, byte[] keys, int keyFrom, int keyTo, BytesIn in) {
        int length = keyTo - keyFrom;
        int at = lookups.from[place];
        in.reset(entries, at, lookups.to[place] - at);
        while (in.remaining() > 0) {
            int keyLength = (int) in.readVarLong();
            int recordsLength = (int) in.readVarLong();
            int keyAt = in.advance(keyLength);
            int recordsAt = in.advance(recordsLength);
            if (keyLength == length && Arrays.equals(entries, keyAt, keyAt + keyLength, keys, keyFrom, keyTo)) {
                in.reset(entries, recordsAt, recordsLength);
                return;
            }
        }
    }
}
