package io.anabranch.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of two values.
 *
 * @param <T> type of the first argument; may be nullable, as behind an outer join
 * @param <U> type of the second argument; may be nullable, as behind an outer join
 * @param <R> type of the result
 */
@FunctionalInterface
public interface Fn2<T extends @Nullable Object, U extends @Nullable Object, R> extends Serializable {
    /** The result for {@code first} and {@code second}. */
    R apply(T first, U second) throws Exception;
}
