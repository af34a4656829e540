package io.anabranch.aggregate;

import io.anabranch.Order;
import io.anabranch.function.Fn;
import io.anabranch.function.ToDouble;
import io.anabranch.function.ToLong;
import io.anabranch.internal.Count;
import io.anabranch.internal.Distinct;
import io.anabranch.internal.DoubleExtreme;
import io.anabranch.internal.DoubleSum;
import io.anabranch.internal.LongExtreme;
import io.anabranch.internal.LongMean;
import io.anabranch.internal.LongSum;
import io.anabranch.internal.Top;
import java.util.List;
import java.util.SortedSet;

/**
 * The aggregates that come with Anabranch, to be imported statically.
 *
 * <pre>{@code
 * hits.groupBy(Hit::country).aggregate(count(), sumLong(Hit::bytes), meanDouble(Hit::latencyMs), Traffic::new)
 * }</pre>
 *
 * <p>Each gives the same result, to the last bit, however the input is split. Those of numbers say which numbers they take:
 * {@code Long} takes whole ones ({@code int}, {@code long}), {@code Double} takes floating-point ones.
 *
 * <p>What travels is a few bytes for each group and task, except where it says otherwise. Over a whole dataset
 * ({@link io.anabranch.Dataset#aggregate}) that turns out to have no records, counts and sums are 0 and collections are empty; smallest,
 * largest and mean values do not exist, and the run fails.
 */
public final class Aggregates {
    private Aggregates() {}

    /** The number of values. */
    public static <T> Aggregate<T, ?, Long> count() {
        return new Count<>();
    }

    /**
     * The sum of whole numbers, exact. A sum that no {@code long} holds fails the run, naming step and key; the sums of parts may be as large as they
     * like.
     */
    public static <T> Aggregate<T, ?, Long> sumLong(ToLong<? super T> number) {
        return new LongSum<>(number);
    }

    /** The smallest of whole numbers. */
    public static <T> Aggregate<T, ?, Long> minLong(ToLong<? super T> number) {
        return new LongExtreme<>(false, number);
    }

    /** The largest of whole numbers. */
    public static <T> Aggregate<T, ?, Long> maxLong(ToLong<? super T> number) {
        return new LongExtreme<>(true, number);
    }

    /** The mean of whole numbers: their exact sum, which may leave the range of a {@code long}, divided by their number. */
    public static <T> Aggregate<T, ?, Double> meanLong(ToLong<? super T> number) {
        return new LongMean<>(number);
    }

    /** The sum of floating-point numbers: exact, then rounded once to the nearest double. */
    public static <T> Aggregate<T, ?, Double> sumDouble(ToDouble<? super T> number) {
        return new DoubleSum<>(false, number);
    }

    /** The smallest of floating-point numbers; NaN if there is one. */
    public static <T> Aggregate<T, ?, Double> minDouble(ToDouble<? super T> number) {
        return new DoubleExtreme<>(false, number);
    }

    /** The largest of floating-point numbers; NaN if there is one. */
    public static <T> Aggregate<T, ?, Double> maxDouble(ToDouble<? super T> number) {
        return new DoubleExtreme<>(true, number);
    }

    /**
     * The mean of floating-point numbers: their exact sum, rounded once to the 53 bits of a double, divided by their number. That of finite numbers is
     * finite, also where their sum is beyond the largest double.
     */
    public static <T> Aggregate<T, ?, Double> meanDouble(ToDouble<? super T> number) {
        return new DoubleSum<>(true, number);
    }

    /** The value with the smallest {@code key}; of several, the one whose encoding comes first. The value itself travels. */
    public static <T, C> Aggregate<T, ?, T> minBy(Fn<? super T, ? extends C> key) {
        return Top.first(Order.<T, C>by(key));
    }

    /** The value with the largest {@code key}; of several, the one whose encoding comes first. The value itself travels. */
    public static <T, C> Aggregate<T, ?, T> maxBy(Fn<? super T, ? extends C> key) {
        return Top.first(Order.<T, C>descending(key));
    }

    /** The first {@code n} values in {@code order}, in that order. At most {@code n} values of a group are in memory and travel. */
    public static <T> Aggregate<T, ?, List<T>> topN(int n, Order<? super T> order) {
        return Top.list(n, order);
    }

    /**
     * The number of different results of {@code of}, exact: those of a group are all held in memory, and travel. Different means differently
     * encoded, as in {@link io.anabranch.Dataset#distinct}: arrays of the same bytes are one. Null is a result like any other.
     */
    public static <T, V> Aggregate<T, ?, Long> distinctCount(Fn<? super T, ? extends V> of) {
        return Distinct.count(of);
    }

    /**
     * The different results of {@code of}, in the order that {@link Order} has; those of a group are all held in memory, and travel. Different
     * means differently encoded: the set has as many elements as {@link #distinctCount} says, those first in order that are equal in it are
     * in that of their encoding, and a {@code compareTo} of your own is not asked.
     */
    public static <T, V extends Comparable<? super V>> Aggregate<T, ?, SortedSet<V>> toSet(
            Fn<? super T, ? extends V> of) {
        return Distinct.<T, V>sorted(of);
    }
}
