package io.anabranch.runtime.format;

/**
 * How records lie in a part: appends their bytes to the buffer of the part that it was made for.
 *
 * @param <T> type of the records
 */
public interface RecordLayout<T> {
    /**
     * Appends a record. What it appended for one that fails is taken back; the next one is written as if that had not been.
     *
     * @param first whether this is the part's first record, so that a header comes before it
     * @throws io.anabranch.error.InputException if the record cannot be written in this format
     */
    void append(T record, boolean first);

    /** Whether the bytes of a record do not depend on records before it: then those can be taken back. */
    default boolean isIndependent() {
        return true;
    }

    /** Appends what comes behind the last record, if there was any record. */
    default void finish() {}
}
