package io.anabranch.function;

import java.io.Serializable;

/**
 * A function with a {@code double} as result, which is not boxed.
 *
 * @param <T> type of the argument
 */
@FunctionalInterface
public interface ToDouble<T> extends Serializable {
    /** The number for {@code value}. */
    double apply(T value) throws Exception;
}
