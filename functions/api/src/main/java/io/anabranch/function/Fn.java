package io.anabranch.function;

import java.io.Serializable;

/**
 * A function of one value.
 *
 * @param <T> type of the argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface Fn<T, R> extends Serializable {
    /** The result for {@code value}. */
    R apply(T value) throws Exception;
}
