package io.anabranch.function;

import java.io.Serializable;

/**
 * Makes a new value at each call, such as an empty accumulator.
 *
 * @param <A> type of the values
 */
@FunctionalInterface
public interface Maker<A> extends Serializable {
    /** A new value. */
    A make() throws Exception;
}
