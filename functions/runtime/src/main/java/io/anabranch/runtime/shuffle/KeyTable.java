package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesOut;
import java.util.Arrays;

/**
 * A hash table from key bytes to accumulators: open addressing, linear probing, at most two thirds full.
 *
 * <p>A slot is three numbers: a and b of {@link KeyHash}, and (length code &lt;&lt; 56 | pointer), 0 when free. Keys of up to 16 bytes
 * are told apart by these alone; a longer one has its hash in the place of b, so that the table grows without looking at keys. The accumulators lie in an array beside, so that they can be fetched while the key is still being
 * compared: with many keys the time goes into cache misses, and these two do not wait for each other. All keys also lie in {@link
 * RecordPages}, as records whose value has room for the number of a slot, for sorting.
 */
final class KeyTable<A> {
    private static final int MIN_SLOTS = 256;

    /** Three numbers and a reference. */
    private static final int SLOT_BYTES = 3 * 8 + 4;

    /** What sorting takes per key: a prefix and a pointer, twice. */
    private static final int SORT_BYTES = 4 * 8;

    private static final long POINTER = 0x00FFFFFFFFFFFFFFL;

    private final Accumulators<A> accumulators;
    private final RecordPages pages;
    private final RecordCursor probed = new RecordCursor();
    private long[] slots = new long[3 * MIN_SLOTS];
    private Object[] held = new Object[MIN_SLOTS];
    private long[] sorted = new long[0];
    private int size;
    private int room = room(MIN_SLOTS);
    private long accumulatorBytes;

    KeyTable(Accumulators<A> accumulators, int pageBytes) {
        this.accumulators = accumulators;
        this.pages = new RecordPages(pageBytes);
    }

    A accumulatorFor(byte[] key, int offset, int length) {
        long a = KeyHash.a(key, offset, length);
        long last = KeyHash.b(key, offset, length);
        long hash = KeyHash.hash(a, last, KeyHash.seed(key, offset, length), length);
        long b = length <= KeyHash.WHOLE_BYTES ? last : hash;
        long code = lengthCode(length);
        long[] table = slots;
        Object[] values = held;
        int mask = values.length - 1;
        for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
            int at = 3 * slot;
            long place = table[at + 2];
            if (table[at] == a && table[at + 1] == b && place >>> 56 == code) {
                if (length <= KeyHash.WHOLE_BYTES || isKey(place & POINTER, key, offset, length)) {
                    return value(values[slot]);
                }
            } else if (place == 0) {
                return insert(slot, a, b, code, key, offset, length);
            }
        }
    }

    int size() {
        return size;
    }

    /** Heap needed now, sorting included, or when the table has to grow for the next key. */
    long bytesIfOneMore() {
        long slotCount = size < room ? held.length : 3L * held.length;
        return pages.bytes() + accumulatorBytes + slotCount * SLOT_BYTES + (long) size * SORT_BYTES;
    }

    /** Corrects the estimate for an accumulator that changed. */
    void grew(long bytes) {
        accumulatorBytes += bytes;
    }

    /** Sorts the keys; after that only {@link #sorted} and {@link #clear} are allowed. */
    void sort(ShuffleOrder order) {
        RecordCursor r = new RecordCursor();
        long[] prefixes = new long[size];
        sorted = new long[size];
        int count = 0;
        for (int slot = 0; slot < held.length; slot++) {
            long place = slots[3 * slot + 2];
            if (place != 0) {
                r.seek(pages, place & POINTER);
                BlockFormat.writeInt(r.bytes, r.value, slot);
                prefixes[count] = Prefix.of(order, r.bytes, r.key, r.keyLength);
                sorted[count++] = place & POINTER;
            }
        }
        long[][] spare = {new long[size], new long[size]};
        new RecordSorter(pages, false, prefixes, sorted, spare).sort(order, size);
    }

    /** Moves {@code r} to the key that is the {@code position}th in order, and returns its accumulator. */
    A sorted(int position, RecordCursor r) {
        r.seek(pages, sorted[position]);
        return value(held[BlockFormat.readInt(r.bytes, r.value)]);
    }

    /** Forgets all keys and keeps the memory. */
    void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(held, null);
        sorted = new long[0];
        pages.clear();
        size = 0;
        accumulatorBytes = 0;
    }

    private A insert(int slot, long a, long b, long code, byte[] key, int offset, int length) {
        if (size == room) {
            grow();
            return accumulatorFor(key, offset, length);
        }
        A accumulator = accumulators.create();
        accumulatorBytes += accumulators.estimatedBytes(accumulator);
        BytesOut out = pages.begin();
        out.write(key, offset, length);
        pages.endKey();
        out.writeInt(0);
        slots[3 * slot] = a;
        slots[3 * slot + 1] = b;
        slots[3 * slot + 2] = code << 56 | pages.end();
        held[slot] = accumulator;
        size++;
        return accumulator;
    }

    private void grow() {
        long[] before = slots;
        Object[] heldBefore = held;
        held = new Object[2 * heldBefore.length];
        slots = new long[3 * held.length];
        room = room(held.length);
        int mask = held.length - 1;
        for (int from = 0; from < heldBefore.length; from++) {
            long place = before[3 * from + 2];
            if (place != 0) {
                int slot = (int) hashOf(before[3 * from], before[3 * from + 1], place >>> 56) & mask;
                while (slots[3 * slot + 2] != 0) {
                    slot = (slot + 1) & mask;
                }
                System.arraycopy(before, 3 * from, slots, 3 * slot, 3);
                held[slot] = heldBefore[from];
            }
        }
    }

    private static long hashOf(long a, long b, long code) {
        return code > KeyHash.WHOLE_BYTES + 1 ? b : KeyHash.hash(a, b, KeyHash.SEED, (int) code - 1);
    }

    private boolean isKey(long pointer, byte[] key, int offset, int length) {
        RecordCursor r = probed;
        r.seek(pages, pointer);
        return Arrays.equals(r.bytes, r.key, r.key + r.keyLength, key, offset, offset + length);
    }

    private static long lengthCode(int length) {
        return Math.min(length, KeyHash.WHOLE_BYTES + 1) + 1L;
    }

    private static int room(int slotCount) {
        return slotCount / 3 * 2;
    }

    @SuppressWarnings("unchecked") // held holds accumulators only
    private A value(Object accumulator) {
        return (A) accumulator;
    }
}
