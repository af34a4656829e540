package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.storage.S3Uri;
import java.util.Optional;

/**
 * Writes every record it is given, sorted, as one packed object.
 *
 * <pre>{@code
 * BytesOut out = writer.begin();
 * keyCodec.write(key, out);
 * writer.endKey();
 * valueCodec.write(value, out);
 * writer.end();
 * }</pre>
 *
 * <p>Not for several threads. Nothing is written to S3 before {@link #finish}.
 */
public final class SortedShuffleWriter implements AutoCloseable {
    /** @param target where the packed object goes, a key of this attempt's own */
    public SortedShuffleWriter(ShuffleOrder order, Workspace workspace, S3Uri target) {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * Starts a record; a record that was started and not ended is forgotten, so that a codec may fail half-way.
     *
     * @return where the group key, then the extra bytes, then the value are to be appended, and nothing else be done to; good
     *     until {@link #end}
     */
    public BytesOut begin() {
        throw new UnsupportedOperationException("signature only");
    }

    /** What was appended so far is the group key. */
    public void endKey() {
        throw new UnsupportedOperationException("signature only");
    }

    /** What was appended since {@link #endKey} are the extra sort bytes. Left out when there are none. */
    public void endExtra() {
        throw new UnsupportedOperationException("signature only");
    }

    /** What was appended since is the value; the record is complete. May sort and spill to disk. */
    public void end() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Records that were completed. */
    public long records() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Bytes written to local disk because memory was short. */
    public long spilledBytes() {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * Sorts what is left, merges it with what was spilled and writes the object. Once.
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
