package io.anabranch.function;

import java.io.Serializable;

/**
 * Makes a record of a key and the result of one aggregate; most often the record's constructor.
 *
 * @param <K> type of the key
 * @param <A> result of the first aggregate
 * @param <R> type of the record
 */
@FunctionalInterface
public interface Finish1<K, A, R> extends Serializable {
    /** The record for a group. */
    R apply(K key, A first) throws Exception;
}
