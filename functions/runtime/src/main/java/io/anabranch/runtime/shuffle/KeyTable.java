package io.anabranch.runtime.shuffle;

import static java.util.Objects.requireNonNull;

import io.anabranch.runtime.codec.BytesOut;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from key bytes to accumulators: open addressing, linear probing, at most two thirds full.
 *
 * <p>A slot is two numbers: the hash, and a pointer into {@link RecordPages}, 0 when free. The record that it points to is the key, with the stored
 * accumulator as its value: with many keys the time goes into cache misses, and so there are two for a key, one of which fetches neighbours
 * of the keys that are met most often, since those lie in the order of first sight. Accumulators that cannot be {@linkplain
 * Accumulators#storedBytes stored} are objects in an array, and their number there is the value.
 */
final class KeyTable<A> {
    private static final int MIN_SLOTS = 256;
    private static final int SLOT_BYTES = 2 * Long.BYTES;

    private static final int REFERENCE_BYTES = 4;

    private final ShuffleOrder order;
    private final Accumulators<A> accumulators;
    private final SortBuffer records;
    private final RecordPages pages;
    private final boolean stores;
    private final int valueBytes;
    /** The one object of accumulators that are stored, and how it is before it has seen anything. */
    private final @Nullable A shared;

    private final byte[] empty;

    private long[] slots = new long[2 * MIN_SLOTS];
    private @Nullable Object[] held;
    private int room = room(MIN_SLOTS);
    private long accumulatorBytes;
    /** Written, so that the compiler does not leave out what is fetched for later only. */
    @SuppressWarnings("UnusedVariable")
    private int fetched;

    private long[] located = new long[0];
    private byte[] foundIn = new byte[0];
    private int foundAt;

    /** @param records an empty buffer of the same order, which is this table's from now on */
    KeyTable(ShuffleOrder order, Accumulators<A> accumulators, SortBuffer records) {
        this.order = order;
        this.accumulators = accumulators;
        this.records = records;
        this.pages = records.pages();
        this.stores = accumulators.storedBytes() != Accumulators.AN_OBJECT;
        this.valueBytes = stores ? accumulators.storedBytes() : Integer.BYTES;
        this.empty = new byte[valueBytes];
        this.held = stores ? new Object[0] : new Object[MIN_SLOTS];
        if (stores) {
            shared = accumulators.create();
            accumulators.store(shared, empty, 0);
        } else {
            shared = null;
        }
    }

    /** The accumulator of a key, new if the key is. Until the next call, {@link #update} keeps what has become of it. */
    A accumulatorFor(long hash, byte[] key, int offset, int length) {
        long[] table = slots;
        int mask = table.length - 1;
        for (int slot = (int) hash << 1 & mask; ; slot = (slot + 2) & mask) {
            long pointer = table[slot + 1];
            if (pointer == 0) {
                return insert(slot, hash, key, offset, length);
            }
            if (table[slot] == hash && isKey(pointer, key, offset, length)) {
                return found();
            }
        }
    }

    /** Fetches what the lookups of keys with these hashes will need: no fetch waits for another one of its loop. */
    void expect(long[] hashes, int count) {
        long[] table = slots;
        int mask = table.length - 1;
        if (located.length < count) {
            located = new long[count];
        }
        for (int i = 0; i < count; i++) {
            located[i] = table[((int) hashes[i] << 1 & mask) + 1];
        }
        for (int i = 0; i < count; i++) {
            if (located[i] != 0) {
                fetched ^= pages.page(located[i])[(int) located[i]];
            }
        }
    }

    /** Keeps what has become of {@code accumulator}, the one that was found last. */
    void update(A accumulator) {
        if (stores) {
            accumulators.store(accumulator, foundIn, foundAt);
        }
    }

    int size() {
        return records.count();
    }

    /** Heap needed now, sorting included, or when the table has to grow for the next key. */
    long bytesIfOneMore() {
        long slotCount = slots.length / 2;
        long slotBytes = (size() < room ? slotCount : 3 * slotCount) * SLOT_BYTES;
        return records.bytesIfOneMore() + accumulatorBytes + slotBytes + (long) held.length * REFERENCE_BYTES;
    }

    /** Corrects the estimate for an accumulator that changed. */
    void grew(long bytes) {
        accumulatorBytes += bytes;
    }

    /** Gives all keys in order, each with its accumulator, which is not to be kept; after that only {@link #clear} is allowed. */
    void drain(BiConsumer<RecordCursor, A> visitor) {
        records.visitSorted(record -> visitor.accept(record, at(record.bytes, record.value)));
    }

    /** Forgets all keys and keeps the memory. */
    void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(held, null);
        records.clear();
        accumulatorBytes = 0;
    }

    private A insert(int slot, long hash, byte[] key, int offset, int length) {
        if (size() == room) {
            grow();
            return accumulatorFor(hash, key, offset, length);
        }
        BytesOut out = pages.begin();
        out.write(key, offset, length);
        pages.endKey();
        if (stores) {
            out.write(empty, 0, valueBytes);
        } else {
            out.writeInt(hold());
        }
        long pointer = pages.end();
        slots[slot] = hash;
        slots[slot + 1] = pointer;
        records.add(
                order == ShuffleOrder.HASH
                        ? Prefix.ofHash((int) (hash >>> 32), key, offset, length)
                        : Prefix.ofBytes(key, offset, length),
                pointer);
        foundIn = pages.page(pointer);
        foundAt = (int) pointer - valueBytes;
        return found();
    }

    /** Where the accumulator of a new key is. */
    private int hold() {
        int size = size();
        if (size == held.length) {
            held = Arrays.copyOf(held, 2 * size);
        }
        A accumulator = accumulators.create();
        accumulatorBytes += accumulators.estimatedBytes(accumulator);
        held[size] = accumulator;
        return size;
    }

    private void grow() {
        long[] before = slots;
        long[] after = new long[2 * before.length];
        int mask = after.length - 1;
        for (int from = 0; from < before.length; from += 2) {
            if (before[from + 1] != 0) {
                int slot = (int) before[from] << 1 & mask;
                while (after[slot + 1] != 0) {
                    slot = (slot + 2) & mask;
                }
                after[slot] = before[from];
                after[slot + 1] = before[from + 1];
            }
        }
        slots = after;
        room = room(after.length / 2);
    }

    private boolean isKey(long pointer, byte[] key, int offset, int length) {
        byte[] bytes = pages.page(pointer);
        int end = (int) pointer;
        int at = end - valueBytes;
        if (RecordCursor.keyLength(bytes, end) != length) {
            return false;
        }
        int start = at - length;
        boolean same = length <= KeyHash.WHOLE_BYTES
                ? KeyHash.a(bytes, start, length) == KeyHash.a(key, offset, length)
                        && KeyHash.b(bytes, start, length) == KeyHash.b(key, offset, length)
                : Arrays.equals(bytes, start, at, key, offset, offset + length);
        foundIn = bytes;
        foundAt = at;
        return same;
    }

    private A found() {
        return at(foundIn, foundAt);
    }

    private A at(byte[] bytes, int value) {
        if (stores) {
            A accumulator = requireNonNull(shared);
            accumulators.load(accumulator, bytes, value);
            return accumulator;
        }
        return object(requireNonNull(held[BlockFormat.readInt(bytes, value)]));
    }

    private static int room(int slotCount) {
        return slotCount / 3 * 2;
    }

    @SuppressWarnings("unchecked") // held holds accumulators only
    private A object(Object accumulator) {
        return (A) accumulator;
    }
}
