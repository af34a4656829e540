package io.anabranch.function;

import java.io.Serializable;

/**
 * A function with a {@code int} as result, which is not boxed.
 *
 * @param <T> type of the argument
 */
@FunctionalInterface
public interface ToInt<T> extends Serializable {
    /** The number for {@code value}. */
    int apply(T value) throws Exception;
}
