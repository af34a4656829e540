package io.anabranch.aggregate;

import io.anabranch.Order;
import io.anabranch.function.Fn;
import io.anabranch.function.ToDouble;
import io.anabranch.function.ToLong;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The aggregates that come with Anabranch, to be imported statically.
 *
 * <pre>{@code
 * hits.groupBy(Hit::country).aggregate(count(), sum(Hit::bytes), mean(Hit::latencyMs), Traffic::new)
 * }</pre>
 *
 * <p>Each gives the same result, to the last bit, however the input is split.
 */
public final class Aggregates {
    private Aggregates() {}

    /** The number of values. */
    public static <T> Aggregate<T, ?, Long> count() {
        return new Count<>();
    }

    /** The sum of whole numbers. A sum that leaves the range of a {@code long} fails with {@link ArithmeticException}. */
    public static <T> Aggregate<T, ?, Long> sum(ToLong<? super T> number) {
        return new LongAggregate<>(LongOperation.SUM, number);
    }

    /** The smallest of whole numbers. */
    public static <T> Aggregate<T, ?, Long> min(ToLong<? super T> number) {
        return new LongAggregate<>(LongOperation.MIN, number);
    }

    /** The largest of whole numbers. */
    public static <T> Aggregate<T, ?, Long> max(ToLong<? super T> number) {
        return new LongAggregate<>(LongOperation.MAX, number);
    }

    /** The sum of floating-point numbers: exact, then rounded once to the nearest double. */
    public static <T> Aggregate<T, ?, Double> sumDouble(ToDouble<? super T> number) {
        return new DoubleSum<>(false, number);
    }

    /** The {@link #sumDouble sum} divided by the number of values. */
    public static <T> Aggregate<T, ?, Double> mean(ToDouble<? super T> number) {
        return new DoubleSum<>(true, number);
    }

    /** The smallest of floating-point numbers; NaN if there is one. */
    public static <T> Aggregate<T, ?, Double> minDouble(ToDouble<? super T> number) {
        return new DoubleExtreme<>(false, number);
    }

    /** The largest of floating-point numbers; NaN if there is one. */
    public static <T> Aggregate<T, ?, Double> maxDouble(ToDouble<? super T> number) {
        return new DoubleExtreme<>(true, number);
    }

    /** The value with the smallest {@code key}; of several, the one whose encoding comes first. */
    public static <T, C> Aggregate<T, ?, T> minBy(Fn<? super T, ? extends C> key) {
        return new Top<T, T>(1, Order.<T, C>by(key), first -> first.get(0), null);
    }

    /** The value with the largest {@code key}; of several, the one whose encoding comes first. */
    public static <T, C> Aggregate<T, ?, T> maxBy(Fn<? super T, ? extends C> key) {
        return new Top<T, T>(1, Order.<T, C>descending(key), first -> first.get(0), null);
    }

    /** The first {@code n} values in {@code order}, in that order. */
    public static <T> Aggregate<T, ?, List<T>> topN(int n, Order<? super T> order) {
        return new Top<T, List<T>>(n, order, List::copyOf, null);
    }

    /** The number of different results of {@code of}, exact: they are all held in memory. */
    public static <T, V> Aggregate<T, ?, Long> distinctCount(Fn<? super T, ? extends V> of) {
        return new Distinct<T, V, Long>(of, different -> (long) different.size());
    }

    /** The different results of {@code of}, in their natural order; they are all held in memory. */
    public static <T, V extends Comparable<? super V>> Aggregate<T, ?, SortedSet<V>> toSet(
            Fn<? super T, ? extends V> of) {
        return new Distinct<T, V, SortedSet<V>>(
                of, different -> Collections.unmodifiableSortedSet(new TreeSet<>(different)));
    }
}
