package io.anabranch.runtime.codec;

/**
 * Writes values as bytes. Stateless and safe for several threads.
 *
 * @param <T> type of the values; null is a value only where an encoder says so
 */
@FunctionalInterface
public interface Encoder<T> {
    /** Appends {@code value} to {@code out}. */
    void write(T value, BytesOut out);
}
