package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;

/**
 * What {@link CombiningShuffleWriter} must know of accumulators to hold one per key, spill them and put them together again.
 * Stateless.
 *
 * @param <A> type of the accumulators, mutable
 */
public interface Accumulators<A> {
    /** See {@link #storedBytes}. */
    int AN_OBJECT = -1;

    /** An accumulator that has seen nothing. */
    A create();

    /** Takes {@code other} into {@code into}. {@code other} has seen the later records, and is not used afterwards. */
    void combine(A into, A other);

    /** Appends {@code accumulator} to {@code out}. */
    void encode(A accumulator, BytesOut out);

    /** Reads what {@link #encode} wrote; what it returns holds no reference to the bytes of {@code in}. */
    A decode(BytesIn in);

    /** Heap that a new {@code accumulator} takes, roughly, itself included. */
    long estimatedBytes(A accumulator);

    /** Whether an accumulator may take more after it was created. If so its {@link #growth} is asked after every record. */
    default boolean grows() {
        return false;
    }

    /** Heap that {@code accumulator} takes, roughly, beyond what it took when it was created or last asked. Constant time, on average. */
    default long growth(A accumulator) {
        return 0;
    }

    /**
     * Bytes that an accumulator takes when it is {@link #store stored}, or {@link #AN_OBJECT} if it cannot be. One that can be lies beside its key,
     * and there is one object for all keys; any other is an object for each key.
     */
    default int storedBytes() {
        return AN_OBJECT;
    }

    /** Writes {@code accumulator} as {@link #storedBytes} bytes. */
    default void store(A accumulator, byte[] into, int at) {
        throw new UnsupportedOperationException();
    }

    /** Makes {@code accumulator} what was stored. */
    default void load(A accumulator, byte[] from, int at) {
        throw new UnsupportedOperationException();
    }
}
