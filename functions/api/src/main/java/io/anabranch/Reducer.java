package io.anabranch;

/**
 * The third of the classic trio: turns the values of a key into results.
 *
 * <p>Write a class that implements it, so that the type of the results can be read from it.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 * @param <O> type of the results
 */
public interface Reducer<K, V, O> {
    /**
     * Emits the results of a group.
     *
     * @param values the values, in the same order in every run, streamed: they can be walked through once
     */
    void reduce(K key, Iterable<V> values, Emitter<O> out) throws Exception;
}
