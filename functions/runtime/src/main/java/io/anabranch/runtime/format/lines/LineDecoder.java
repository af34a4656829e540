package io.anabranch.runtime.format.lines;

import io.anabranch.format.RefusedRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a line.
 *
 * @param <T> type of the records
 */
public interface LineDecoder<T> {
    /**
     * @param bytes what the line is a part of
     * @param from its first byte
     * @param to behind its last byte, the line end left out
     * @return the record, or null if the line is blank and means none
     * @throws RefusedRecordException if it is not a record of the format
     */
    @Nullable
    T decode(byte[] bytes, int from, int to);

    /** Whether the records keep slices of {@code bytes}. */
    boolean retainsBytes();
}
