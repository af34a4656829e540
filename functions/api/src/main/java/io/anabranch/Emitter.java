package io.anabranch;

/**
 * Takes the results of a function.
 *
 * @param <R> type of the results
 */
@FunctionalInterface
public interface Emitter<R> {
    /** Takes one result; never null. */
    void emit(R result);
}
