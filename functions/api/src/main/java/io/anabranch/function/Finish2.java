package io.anabranch.function;

import java.io.Serializable;

/**
 * Makes a record of a key and the results of two aggregates; most often the record's constructor.
 *
 * @param <K> type of the key
 * @param <A> result of the first aggregate
 * @param <B> result of the second aggregate
 * @param <R> type of the record
 */
@FunctionalInterface
public interface Finish2<K, A, B, R> extends Serializable {
    /** The record for a group. */
    R apply(K key, A first, B second) throws Exception;
}
