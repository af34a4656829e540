package io.anabranch.function;

import java.io.Serializable;

/**
 * A function of six values; most often the constructor of a record, behind aggregates.
 *
 * @param <A> type of the first argument
 * @param <B> type of the second argument
 * @param <C> type of the third argument
 * @param <D> type of the fourth argument
 * @param <E> type of the fifth argument
 * @param <F> type of the sixth argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface Fn6<A, B, C, D, E, F, R> extends Serializable {
    /** The result for {@code first}, {@code second}, {@code third}, {@code fourth}, {@code fifth} and {@code sixth}. */
    R apply(A first, B second, C third, D fourth, E fifth, F sixth) throws Exception;
}
