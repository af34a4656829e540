package io.anabranch.function;

import java.io.Serializable;

/**
 * A function of five values; most often the constructor of a record, behind aggregates.
 *
 * @param <A> type of the first argument
 * @param <B> type of the second argument
 * @param <C> type of the third argument
 * @param <D> type of the fourth argument
 * @param <E> type of the fifth argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface Fn5<A, B, C, D, E, R> extends Serializable {
    /** The result for {@code first}, {@code second}, {@code third}, {@code fourth} and {@code fifth}. */
    R apply(A first, B second, C third, D fourth, E fifth) throws Exception;
}
