package io.anabranch.function;

import java.io.Serializable;

/**
 * A question about a value.
 *
 * @param <T> type of the value
 */
@FunctionalInterface
public interface Condition<T> extends Serializable {
    /** Whether {@code value} meets it. */
    boolean test(T value) throws Exception;
}
