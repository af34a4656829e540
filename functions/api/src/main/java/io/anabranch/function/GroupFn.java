package io.anabranch.function;

import io.anabranch.Emitter;
import java.io.Serializable;

/**
 * A function of a whole group.
 *
 * @param <K> type of the key
 * @param <T> type of the values
 * @param <R> type of the results
 */
@FunctionalInterface
public interface GroupFn<K, T, R> extends Serializable {
    /**
     * Emits the results for a group.
     *
     * @param values the values, streamed: they can be walked through once, and need not be walked to the end
     */
    void apply(K key, Iterable<T> values, Emitter<R> out) throws Exception;
}
