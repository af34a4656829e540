package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.S3Uri;
import java.util.Optional;

/**
 * Holds one accumulator per key and writes (key, accumulator), sorted by key, as one packed object.
 *
 * <p>Not for several threads. Nothing is written to S3 before {@link #finish}.
 *
 * @param <A> type of the accumulators
 */
public final class CombiningShuffleWriter<A> implements AutoCloseable {
    /** @param target where the packed object goes, a key of this attempt's own */
    public CombiningShuffleWriter(
            ShuffleOrder order, Accumulators<A> accumulators, Workspace workspace, S3Uri target) {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * The accumulator of a key, new if the key was not seen since the last spill. To be updated at once and not kept: the next
     * call may encode it and let it go.
     *
     * @param key array holding the group key, which is copied if it is new
     */
    public A accumulatorFor(byte[] key, int offset, int length) {
        throw new UnsupportedOperationException("signature only");
    }

    /** Calls of {@link #accumulatorFor}: records in. */
    public long calls() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Bytes written to local disk because memory was short. */
    public long spilledBytes() {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * Combines what is left with what was spilled and writes the object: one record per key, its value the encoded accumulator.
     * Once. Records combined = {@link #calls} - {@link PackedObject#records}.
     *
     * @return nothing when there was no record: then no object is written
     * @throws io.anabranch.error.CloudException if S3 refuses the object
     * @throws io.anabranch.error.LimitException if the local disk is full
     */
    public Optional<PackedObject> finish() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Deletes the spill files. */
    @Override
    public void close() {}
}
