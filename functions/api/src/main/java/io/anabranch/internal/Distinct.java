package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The different results of a function in a group. The accumulator is a set of what {@link Values} holds them as.
 *
 * <p>How values are held is not part of the description: the runtime knows it by their type, and calls {@link #holding}.
 *
 * @param <T> type of the values
 * @param <V> type of the function's results
 * @param <R> what is made of the different results
 */
public final class Distinct<T, V, R> implements Aggregate<T, Set<Object>, R> {
    private final Fn<? super T, ? extends V> of;
    private final Finisher<V, R> finisher;
    private final @Nullable Values<V> values;

    /**
     * How values are held: objects that are equal exactly if the values are equally encoded, whatever {@code equals} of the values says.
     *
     * @param <V> type of the values
     */
    public interface Values<V> {
        /** What {@code value} is held as; null may be a value. */
        Object held(V value);

        /** The values that are {@code held}, in the order that all operations have. */
        SortedSet<V> sorted(Set<Object> held);
    }

    /** What is made of the set. */
    @FunctionalInterface
    interface Finisher<V, R> {
        R finish(Set<Object> different, Values<V> values);
    }

    private Distinct(Fn<? super T, ? extends V> of, Finisher<V, R> finisher, @Nullable Values<V> values) {
        this.of = of;
        this.finisher = finisher;
        this.values = values;
    }

    /** The number of different results. */
    public static <T, V> Distinct<T, V, Long> count(Fn<? super T, ? extends V> of) {
        return new Distinct<>(of, (different, values) -> (long) different.size(), null);
    }

    /** The different results in their order. */
    public static <T, V> Distinct<T, V, SortedSet<V>> sorted(Fn<? super T, ? extends V> of) {
        return new Distinct<>(of, (different, values) -> values.sorted(different), null);
    }

    /** The function whose results are collected. */
    public Fn<? super T, ? extends V> of() {
        return of;
    }

    /** The same aggregate, able to work. */
    public Distinct<T, V, R> holding(Values<V> how) {
        return new Distinct<>(of, finisher, how);
    }

    @Override
    public Set<Object> create() {
        return new HashSet<>();
    }

    @Override
    public Set<Object> accumulate(Set<Object> accumulator, T value) throws Exception {
        accumulator.add(values().held(of.apply(value)));
        return accumulator;
    }

    @Override
    public Set<Object> combine(Set<Object> accumulator, Set<Object> other) {
        accumulator.addAll(other);
        return accumulator;
    }

    @Override
    public R finish(Set<Object> accumulator) {
        return finisher.finish(accumulator, values());
    }

    private Values<V> values() {
        if (values == null) {
            throw new IllegalStateException(
                    "Cannot collect different values: how they are held is not known. Call holding(...) before");
        }
        return values;
    }
}
