package io.anabranch;

import io.anabranch.format.Format;
import io.anabranch.function.BiFn;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.function.Test;
import io.anabranch.function.ToInt;

/**
 * Records on their way: an immutable description of work, which each method extends. A dataset may be used more than
 * once.
 *
 * <p>Records are never null and must not be changed. They have no order, except after {@link #sortBy}.
 *
 * <p>Where records or keys are shuffled they need a type that can be encoded: numbers, {@link String}, {@link Utf8}, {@code byte[]},
 * {@code boolean}, {@code char}, enums, {@link java.time.Instant}, {@link java.time.LocalDate},
 * {@link java.time.LocalDateTime}, {@link java.time.Duration}, {@link java.util.UUID}, {@link java.math.BigDecimal},
 * {@link java.math.BigInteger}; {@link java.util.Optional}, {@link java.util.List}, {@link java.util.Set}, {@link java.util.Map}
 * and records of these. Types are read from the functions; where one cannot be (a lambda that returns a {@code List}, a
 * {@code flatMap}), a method reference or {@link #as} gives it. Any other type is refused when the graph is built.
 *
 * @param <T> type of the records
 */
public interface Dataset<T> {
    /** Names the last step, for plans, summaries and errors: {@code .filter(...).named("only errors")}. */
    Dataset<T> named(String name);

    /** Says what the records are, where it cannot be read from a function. Does nothing to them. */
    Dataset<T> as(Class<T> type);

    /** Turns each record into another one. Nothing is sent over the network. */
    <R> Dataset<R> map(Fn<? super T, ? extends R> fn);

    /** Keeps the records that pass {@code test}. Nothing is sent over the network. */
    Dataset<T> filter(Test<? super T> test);

    /**
     * Turns each record into any number of others. Nothing is sent over the network.
     *
     * <p>If a lambda is given and its results are shuffled unchanged, {@link #as} has to follow.
     */
    <R> Dataset<R> flatMap(FlatMapFn<? super T, R> fn);

    /**
     * Groups records by key. What is shuffled is decided by the next call.
     *
     * @param key the key of a record; never null
     */
    <K> Grouped<K, T> groupBy(Fn<? super T, ? extends K> key);

    /** One of each set of equal records. Equal means equally encoded, which for records is {@code equals}. */
    Dataset<T> distinct();

    /**
     * Sorts all records: part files in the order of their names, each in itself. Records of equal keys are in the same order in
     * every run.
     */
    <S> Dataset<T> sortBy(Fn<? super T, ? extends S> key);

    /** Sorts all records, as {@link #sortBy(Fn)}. */
    Dataset<T> sortBy(Order<? super T> order);

    /** Sorts all records by themselves. Text is ordered by unsigned bytes of UTF-8. */
    Dataset<T> sorted();

    /** The first {@code n} records in {@code order}, in that order, in one part. Combined before the shuffle. */
    Dataset<T> topN(int n, Order<? super T> order);

    /** All records of this and of {@code other}, duplicates included. Nothing is sent over the network. */
    Dataset<T> union(Dataset<? extends T> other);

    /**
     * Sends records to partitions of your choice: one part file for each partition that has records, in the order of the
     * partition numbers.
     *
     * @param partition the partition of a record, from 0 to {@code partitions - 1}; anything else fails the run
     */
    Dataset<T> partitionBy(ToInt<? super T> partition, int partitions);

    /** Pairs of records with equal keys, the strategy chosen from sizes. */
    default <U, K, R> Dataset<R> join(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined) {
        return join(right, leftKey, rightKey, joined, JoinStrategy.AUTO);
    }

    /**
     * Pairs of records with equal keys.
     *
     * @param right the smaller side: within a group it is held in memory
     * @param joined makes a record of a pair
     */
    <U, K, R> Dataset<R> join(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined,
            JoinStrategy strategy);

    /** As {@link #leftJoin(Dataset, Fn, Fn, BiFn, JoinStrategy)}, the strategy chosen from sizes. */
    default <U, K, R> Dataset<R> leftJoin(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined) {
        return leftJoin(right, leftKey, rightKey, joined, JoinStrategy.AUTO);
    }

    /** Pairs of records with equal keys; a left record without a partner is paired with null. */
    <U, K, R> Dataset<R> leftJoin(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined,
            JoinStrategy strategy);

    /** Pairs of records with equal keys; a record of either side without a partner is paired with null. Repartitions. */
    <U, K, R> Dataset<R> fullJoin(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined);

    /** The classic form: {@code mapper} gives keyed values, {@code reducer} gets them by key. Every value is shuffled. */
    <K, V, O> Dataset<O> mapReduce(Mapper<? super T, K, V> mapper, Reducer<K, V, O> reducer);

    /** The classic form, with values combined before they are shuffled. */
    <K, V, O> Dataset<O> mapReduce(Mapper<? super T, K, V> mapper, Combiner<K, V> combiner, Reducer<K, V, O> reducer);

    /**
     * Writes the records to part files below {@code uri}: {@code part-00000.csv} and so on. Nothing is visible before the whole run has
     * succeeded. A task without records writes no part.
     */
    void write(Format<? super T> format, String uri);
}
