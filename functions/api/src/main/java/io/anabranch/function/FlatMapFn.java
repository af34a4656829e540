package io.anabranch.function;

import io.anabranch.Emitter;
import java.io.Serializable;

/**
 * A function with any number of results.
 *
 * @param <T> type of the argument
 * @param <R> type of the results
 */
@FunctionalInterface
public interface FlatMapFn<T, R> extends Serializable {
    /** Emits the results for {@code value}, in their order. */
    void apply(T value, Emitter<R> out) throws Exception;
}
