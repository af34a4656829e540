package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The different results of a function in a group.
 *
 * @param <T> type of the values
 * @param <V> type of the function's results
 * @param <R> what is made of the set of results
 */
public final class Distinct<T, V, R> implements Aggregate<T, Set<V>, R> {
    private final Fn<? super T, ? extends V> of;
    private final Finisher<V, R> finisher;

    /** What is made of the set. */
    @FunctionalInterface
    interface Finisher<V, R> {
        R finish(Set<V> different);
    }

    private Distinct(Fn<? super T, ? extends V> of, Finisher<V, R> finisher) {
        this.of = of;
        this.finisher = finisher;
    }

    /** The number of different results. */
    public static <T, V> Distinct<T, V, Long> count(Fn<? super T, ? extends V> of) {
        return new Distinct<>(of, different -> (long) different.size());
    }

    /** The different results in their natural order. */
    public static <T, V extends Comparable<? super V>> Distinct<T, V, SortedSet<V>> sorted(
            Fn<? super T, ? extends V> of) {
        return new Distinct<>(of, different -> Collections.unmodifiableSortedSet(new TreeSet<>(different)));
    }

    /** The function whose results are collected; the accumulator is a set of them. */
    public Fn<? super T, ? extends V> of() {
        return of;
    }

    @Override
    public Set<V> create() {
        return new HashSet<>();
    }

    @Override
    public Set<V> accumulate(Set<V> accumulator, T value) throws Exception {
        accumulator.add(of.apply(value));
        return accumulator;
    }

    @Override
    public Set<V> combine(Set<V> accumulator, Set<V> other) {
        accumulator.addAll(other);
        return accumulator;
    }

    @Override
    public R finish(Set<V> accumulator) {
        return finisher.finish(accumulator);
    }
}
