package io.anabranch.function;

import java.io.Serializable;

/**
 * A function of three values; most often the constructor of a record, behind aggregates.
 *
 * @param <A> type of the first argument
 * @param <B> type of the second argument
 * @param <C> type of the third argument
 * @param <R> type of the result
 */
@FunctionalInterface
public interface Fn3<A, B, C, R> extends Serializable {
    /** The result for {@code first}, {@code second} and {@code third}. */
    R apply(A first, B second, C third) throws Exception;
}
