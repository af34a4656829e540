package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.S3Uri;
import java.util.Optional;

/**
 * Writes records that come sorted already as one packed object: the end of both writers, and all of a merge task ({@link
 * MergeReader} in, this out).
 */
public final class PackedObjectWriter implements AutoCloseable {
    /** @param target where the packed object goes, a key of this attempt's own */
    public PackedObjectWriter(ShuffleOrder order, Workspace workspace, S3Uri target) {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * Appends the record that {@code reader} stands at.
     *
     * @throws io.anabranch.error.BugException if it sorts before the one appended last
     */
    public void append(MergeReader reader) {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * Writes the object. Once.
     *
     * @return nothing when there was no record: then no object is written
     */
    public Optional<PackedObject> finish() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Deletes the local file. */
    @Override
    public void close() {}
}
