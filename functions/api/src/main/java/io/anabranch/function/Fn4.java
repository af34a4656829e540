package io.anabranch.function;

import java.io.Serializable;

/**
 * A function of four values; most often the constructor of a record, behind aggregates.
 *
 * @param <A> type of the first argument
 * @param <B> type of the second argument
 * @param <C> type of the third argument
 * @param <D> type of the fourth argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface Fn4<A, B, C, D, R> extends Serializable {
    /** The result for {@code first}, {@code second}, {@code third} and {@code fourth}. */
    R apply(A first, B second, C third, D fourth) throws Exception;
}
