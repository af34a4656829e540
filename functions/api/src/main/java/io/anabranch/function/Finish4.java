package io.anabranch.function;

import java.io.Serializable;

/**
 * Makes a record of a key and the results of four aggregates; most often the record's constructor.
 *
 * @param <K> type of the key
 * @param <A> result of the first aggregate
 * @param <B> result of the second aggregate
 * @param <C> result of the third aggregate
 * @param <D> result of the fourth aggregate
 * @param <R> type of the record
 */
@FunctionalInterface
public interface Finish4<K, A, B, C, D, R> extends Serializable {
    /** The record for a group. */
    R apply(K key, A first, B second, C third, D fourth) throws Exception;
}
