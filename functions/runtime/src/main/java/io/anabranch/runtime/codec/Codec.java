package io.anabranch.runtime.codec;

/**
 * Writes values as bytes and reads them back. Stateless and safe for several threads.
 *
 * @param <T> type of the values; null is a value only where a codec says so
 */
public interface Codec<T> {
    /** Appends {@code value} to {@code out}. */
    void write(T value, BytesOut out);

    /**
     * Reads one value and leaves {@code in} behind it. What it returns holds no reference to the bytes of {@code in}.
     */
    T read(BytesIn in);
}
