package io.anabranch.function;

import java.io.Serializable;

/**
 * A function of two values.
 *
 * @param <T> type of the first argument
 * @param <U> type of the second argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface BiFn<T, U, R> extends Serializable {
    /** The result for {@code first} and {@code second}. */
    R apply(T first, U second) throws Exception;
}
