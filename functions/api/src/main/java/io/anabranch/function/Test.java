package io.anabranch.function;

import java.io.Serializable;

/**
 * A question about a value.
 *
 * @param <T> type of the value
 */
@FunctionalInterface
public interface Test<T> extends Serializable {
    /** Whether {@code value} passes. */
    boolean test(T value) throws Exception;
}
