package io.anabranch.runtime.format;

import io.anabranch.Utf8;
import java.util.Optional;

/**
 * Reads the records of one split, once.
 *
 * @param <T> type of the records
 */
public interface RecordReader<T> extends AutoCloseable {
    /**
     * Pushes every record of the split into {@code sink}, in order.
     *
     * @throws io.anabranch.error.InputException if the object is corrupt or has changed, or if the policy for bad records says so
     * @throws io.anabranch.error.CloudException if S3 refuses
     */
    void forEach(RecordSink<? super T> sink);

    /** Records read so far, refused ones included: what conservation counts. */
    long records();

    /** Records refused so far, each of them given to the policy. */
    long refused();

    /**
     * Bytes of the split that were read so far: after {@link #forEach} all of them. Of a compressed object, compressed bytes.
     */
    long bytes();

    /** Offset in the (decompressed) object of the current record: the one that the sink or the policy has got. */
    long offset();

    /** Bytes of the current record without its line end. Good only as long as it is current. */
    Utf8 raw();

    /**
     * Whether the split's start was a guess, to be judged by the evidence of the splits before it. Until then no failure
     * that its records cause is certain: {@link #abandon()} instead of failing.
     */
    default boolean isProvisional() {
        return false;
    }

    /** Stops delivering records, and reads on only for the evidence, which will say that the split was abandoned. */
    default void abandon() {
        throw new IllegalStateException("This split's start is certain: nothing to abandon");
    }

    /** What is known now about the start of the split and about the splits behind it; only of formats that have a judge, after {@link #forEach}. */
    default Optional<SplitEvidence> evidence() {
        return Optional.empty();
    }

    /** Gives up the connection. */
    @Override
    void close();
}
