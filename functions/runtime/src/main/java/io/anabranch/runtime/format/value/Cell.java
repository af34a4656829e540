package io.anabranch.runtime.format.value;

import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;

/**
 * Reads a value of a reference type out of text.
 *
 * @param <T> type of the values
 */
public interface Cell<T> {
    /**
     * @param bytes what the text is a part of, with {@link ByteScan#ROOM} behind
     * @throws RefusedRecordException if it is no such value; the message is what was expected, as in "a whole number"
     */
    T parse(byte[] bytes, int from, int to);
}
