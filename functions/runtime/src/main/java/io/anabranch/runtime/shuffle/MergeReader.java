package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesIn;
import java.util.List;

/**
 * One reducer's records, merged from all its segments: by key, inside a group by tag, then by extra bytes, then by the order of
 * {@code segments}.
 *
 * <p>By group:
 *
 * <pre>{@code
 * while (reader.nextGroup()) {
 *     K key = keyCodec.read(reader.key());
 *     while (reader.nextRecord()) {
 *         V value = valueCodec.read(reader.value());
 *     }
 * }
 * }</pre>
 *
 * <p>or, flat, {@code while (reader.next())}. The two are not to be mixed. Not for several threads.
 */
public final class MergeReader implements AutoCloseable {
    private MergeReader() {}

    /**
     * Fetches the segments, into memory when they fit half of the budget, else to local files.
     *
     * @param segments in the order that breaks ties, as {@link ShuffleLayout} gives them
     * @param range what of them is read
     * @throws io.anabranch.error.CloudException if S3 does not give them
     * @throws io.anabranch.error.InputException if an object is gone or was replaced
     */
    public static MergeReader open(
            ShuffleOrder order, Workspace workspace, List<Segment> segments, KeyRange range) {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * Steps to the next group, over what is left of this one; {@link #key} and {@link #tag} are then those of its first record.
     *
     * @return false at the end
     * @throws io.anabranch.error.BugException if a block is not what was written
     */
    public boolean nextGroup() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Steps to the next record of the group. At first, to its first. Returns false at the end of the group. */
    public boolean nextRecord() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Steps to the next record, whatever its group. Returns false at the end. */
    public boolean next() {
        throw new UnsupportedOperationException("signature only");
    }

    /** The group key, from its start; one cursor for all calls. By group it stays good for the whole group. */
    public BytesIn key() {
        throw new UnsupportedOperationException("signature only");
    }

    /** The extra bytes of the present record, from their start; one cursor for all calls, good until the next step. */
    public BytesIn extra() {
        throw new UnsupportedOperationException("signature only");
    }

    /** The value of the present record, from its start; one cursor for all calls, good until the next step. */
    public BytesIn value() {
        throw new UnsupportedOperationException("signature only");
    }

    /** The tag of the present record's segment. */
    public int tag() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Records that were stepped to or over so far, all of them within the range. */
    public long records() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Bytes fetched from S3. */
    public long fetchedBytes() {
        throw new UnsupportedOperationException("signature only");
    }

    /** Deletes the local files. */
    @Override
    public void close() {}
}
