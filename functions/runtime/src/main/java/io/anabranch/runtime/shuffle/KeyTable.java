package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesOut;
import java.util.Arrays;

/**
 * A hash table from key bytes to accumulators: open addressing, linear probing, at most half full.
 *
 * <p>A slot is (upper 32 bits: upper half of the hash; lower: number of the entry + 1, 0 when free), so that a probe for another key
 * seldom leaves the table. The lower half of the hash picks the slot. Keys lie in {@link RecordPages} as records whose value is
 * the number of the entry, four bytes.
 */
final class KeyTable<A> {
    private static final int MIN_SLOTS = 256;

    /** A reference and a pointer. */
    private static final int ENTRY_BYTES = 4 + 8;

    /** What sorting takes per entry: a prefix, and the two spare arrays. */
    private static final int SORT_BYTES = 24;

    private final Accumulators<A> accumulators;
    private final RecordPages pages;
    private long[] slots = new long[MIN_SLOTS];
    private long[] pointers = new long[MIN_SLOTS / 2];
    private Object[] entries = new Object[MIN_SLOTS / 2];
    private int size;
    private long accumulatorBytes;

    KeyTable(Accumulators<A> accumulators, int pageBytes) {
        this.accumulators = accumulators;
        this.pages = new RecordPages(pageBytes);
    }

    A accumulatorFor(byte[] key, int offset, int length) {
        long hash = KeyHash.hash(key, offset, length);
        long[] table = slots;
        int mask = table.length - 1;
        for (int slot = (int) hash & mask; ; slot = (slot + 1) & mask) {
            long found = table[slot];
            if (found == 0) {
                return insert(slot, hash, key, offset, length);
            }
            if (((found ^ hash) >>> 32) == 0) {
                int entry = (int) found - 1;
                if (isKey(pointers[entry], key, offset, length)) {
                    return entry(entry);
                }
            }
        }
    }

    int size() {
        return size;
    }

    /** Heap needed now, sorting included, or when the table has to grow for the next key. */
    long bytesIfOneMore() {
        long room = size < pointers.length ? pointers.length : 3L * pointers.length;
        return pages.bytes() + accumulatorBytes + room * (ENTRY_BYTES + 16) + (long) size * SORT_BYTES;
    }

    /** Corrects the estimate for an accumulator that changed. */
    void grew(long bytes) {
        accumulatorBytes += bytes;
    }

    /** Sorts the pointers; after that only {@link #sorted} and {@link #clear} are allowed. */
    void sort(ShuffleOrder order) {
        RecordCursor r = new RecordCursor();
        long[] prefixes = new long[size];
        for (int i = 0; i < size; i++) {
            r.seek(pages, pointers[i]);
            prefixes[i] = Prefix.of(order, r.bytes, r.key, r.keyLength);
        }
        long[][] spare = {new long[size], new long[size]};
        new RecordSorter(pages, false, prefixes, pointers, spare).sort(order, size);
    }

    /** Moves {@code r} to the key that is the {@code position}th in order, and returns its accumulator. */
    A sorted(int position, RecordCursor r) {
        r.seek(pages, pointers[position]);
        return entry(BlockFormat.readInt(r.bytes, r.value));
    }

    /** Forgets all keys and keeps the memory. */
    void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(entries, 0, size, null);
        pages.clear();
        size = 0;
        accumulatorBytes = 0;
    }

    private A insert(int slot, long hash, byte[] key, int offset, int length) {
        int entry = size;
        if (entry == pointers.length) {
            grow();
            return accumulatorFor(key, offset, length);
        }
        BytesOut out = pages.begin();
        out.write(key, offset, length);
        pages.endKey();
        out.writeInt(entry);
        pointers[entry] = pages.end();
        A accumulator = accumulators.create();
        entries[entry] = accumulator;
        accumulatorBytes += accumulators.estimatedBytes(accumulator);
        slots[slot] = (hash & 0xFFFFFFFF00000000L) | (entry + 1);
        size++;
        return accumulator;
    }

    private void grow() {
        pointers = Arrays.copyOf(pointers, 2 * pointers.length);
        entries = Arrays.copyOf(entries, 2 * entries.length);
        long[] larger = new long[2 * slots.length];
        int mask = larger.length - 1;
        RecordCursor r = new RecordCursor();
        for (long found : slots) {
            if (found != 0) {
                r.seek(pages, pointers[(int) found - 1]);
                int slot = (int) KeyHash.hash(r.bytes, r.key, r.keyLength) & mask;
                while (larger[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                larger[slot] = found;
            }
        }
        slots = larger;
    }

    private boolean isKey(long pointer, byte[] key, int offset, int length) {
        byte[] page = pages.page(pointer);
        int trailer = (int) pointer;
        int stored = page[trailer];
        if (stored >= 0) {
            int from = trailer - 4 - stored;
            return stored == length && Arrays.equals(page, from, from + stored, key, offset, offset + length);
        }
        RecordCursor r = new RecordCursor();
        r.seek(pages, pointer);
        return Arrays.equals(page, r.key, r.key + r.keyLength, key, offset, offset + length);
    }

    @SuppressWarnings("unchecked") // entries holds accumulators only
    private A entry(int number) {
        return (A) entries[number];
    }
}
