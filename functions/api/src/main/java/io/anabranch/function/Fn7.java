package io.anabranch.function;

import java.io.Serializable;

/**
 * A function of seven values; most often the constructor of a record, behind aggregates.
 *
 * @param <A> type of the first argument
 * @param <B> type of the second argument
 * @param <C> type of the third argument
 * @param <D> type of the fourth argument
 * @param <E> type of the fifth argument
 * @param <F> type of the sixth argument
 * @param <G> type of the seventh argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface Fn7<A, B, C, D, E, F, G, R> extends Serializable {
    /** The result for {@code first}, {@code second}, {@code third}, {@code fourth}, {@code fifth}, {@code sixth} and {@code seventh}. */
    R apply(A first, B second, C third, D fourth, E fifth, F sixth, G seventh) throws Exception;
}
