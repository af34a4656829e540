package io.anabranch;

/**
 * Takes the results of a function.
 *
 * <p>Functions are given one. A test of such a function may well pass {@code list::add}.
 *
 * @param <R> type of the results
 */
@FunctionalInterface
public interface Emitter<R> {
    /** Takes one result; never null. */
    void emit(R result);
}
