package io.anabranch.function;

import java.io.Serializable;

/**
 * Makes a record of a key and the results of six aggregates; most often the record's constructor.
 *
 * @param <K> type of the key
 * @param <A> result of the first aggregate
 * @param <B> result of the second aggregate
 * @param <C> result of the third aggregate
 * @param <D> result of the fourth aggregate
 * @param <E> result of the fifth aggregate
 * @param <F> result of the sixth aggregate
 * @param <R> type of the record
 */
@FunctionalInterface
public interface Finish6<K, A, B, C, D, E, F, R> extends Serializable {
    /** The record for a group. */
    R apply(K key, A first, B second, C third, D fourth, E fifth, F sixth) throws Exception;
}
