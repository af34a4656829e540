package io.anabranch.runtime.format;

/**
 * Writes records into one part. Nothing is written, no header either, before the first record.
 *
 * @param <T> type of the records
 */
public interface RecordWriter<T> extends AutoCloseable {
    /**
     * Writes a record, or fails and leaves nothing of it.
     *
     * @throws io.anabranch.error.InputException if the record cannot be written in this format
     * @throws io.anabranch.error.CloudException if S3 refuses
     */
    void write(T record);

    /** Records written so far, without those that were taken back. */
    long records();

    /** Makes it possible to take back what follows, until the next mark. */
    void mark();

    /**
     * Takes back what was written since the last {@link #mark}.
     *
     * @return false if that was too much to be held back: then all of it stays
     */
    boolean reset();

    /** Writes what is still held back. The target is not closed: finishing or aborting it is its owner's decision. */
    void finish();

    /** Frees what the writer holds, finished or not. */
    @Override
    void close();
}
