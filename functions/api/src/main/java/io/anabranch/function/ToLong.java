package io.anabranch.function;

import java.io.Serializable;

/**
 * A function with a {@code long} as result, which is not boxed.
 *
 * @param <T> type of the argument
 */
@FunctionalInterface
public interface ToLong<T> extends Serializable {
    /** The number for {@code value}. */
    long apply(T value) throws Exception;
}
