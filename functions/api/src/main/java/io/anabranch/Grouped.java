package io.anabranch;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.function.Fn3;
import io.anabranch.function.Fn4;
import io.anabranch.function.Fn5;
import io.anabranch.function.Fn6;
import io.anabranch.function.Fn7;
import io.anabranch.function.GroupFn;
import io.anabranch.function.Maker;
import io.anabranch.function.ToInt;

/**
 * Records grouped by key.
 *
 * <p>Everything but {@link #mapGroups} is combined before the shuffle: what travels is one accumulator for each key and task,
 * and the memory of a task does not grow with its input: what does not fit is spilled to disk.
 *
 * <p>Not for implementing: methods may be added in any version.
 *
 * @param <K> type of the keys
 * @param <T> type of the records
 */
public interface Grouped<K, T> {
    /**
     * Sends keys to partitions of your choice instead of by hash: one task and part file for each partition.
     *
     * @param partition the partition of a key, null among them if there is one, from 0 to {@code partitions - 1}; anything else fails the run
     */
    Grouped<K, T> partitionBy(ToInt<? super K> partition, int partitions);

    /** The number of records of each key. */
    Dataset<KeyValue<K, Long>> count();

    /** The result of an aggregate for each key. */
    <A> Dataset<KeyValue<K, A>> aggregate(Aggregate<? super T, ?, A> aggregate);

    /** A record for each key, made of the key and the result of an aggregate. */
    <A, R> Dataset<R> aggregate(Aggregate<? super T, ?, A> first, Fn2<? super K, ? super A, ? extends R> finish);

    /** A record for each key, made of the key and the results of the aggregates in their order. */
    <A, B, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Fn3<? super K, ? super A, ? super B, ? extends R> finish);

    /** A record for each key, made of the key and the results of the aggregates in their order. */
    <A, B, C, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Fn4<? super K, ? super A, ? super B, ? super C, ? extends R> finish);

    /** A record for each key, made of the key and the results of the aggregates in their order. */
    <A, B, C, D, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Fn5<? super K, ? super A, ? super B, ? super C, ? super D, ? extends R> finish);

    /** A record for each key, made of the key and the results of the aggregates in their order. */
    <A, B, C, D, E, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Fn6<? super K, ? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> finish);

    /** A record for each key, made of the key and the results of the aggregates in their order. */
    <A, B, C, D, E, F, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Aggregate<? super T, ?, F> sixth,
            Fn7<? super K, ? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? extends R> finish);

    /**
     * One record for each key, made by joining two at a time.
     *
     * @param operation makes one record of two; must be associative and commutative
     */
    Dataset<KeyValue<K, T>> reduce(Fn2<T, T, T> operation);

    /**
     * An accumulator for each key, to which the records are added one by one.
     *
     * @param create an empty accumulator; its type is read from it, so {@code Total::new} is best
     * @param accumulate adds a record; returns the accumulator, the same one or a new one
     * @param combine makes one accumulator of two, the same as if their records had been added to one, in any order
     */
    <A> Dataset<KeyValue<K, A>> fold(Maker<A> create, Fn2<A, ? super T, A> accumulate, Fn2<A, A, A> combine);

    /** The first {@code n} records of each key in {@code order}, with their places from 1. */
    Dataset<Ranked<K, T>> topN(int n, Order<? super T> order);

    /** Has {@link Sorted#mapGroups} see the values of a group by ascending {@code sort} (a secondary sort). */
    <S> Sorted<K, T> sortedBy(Fn<? super T, ? extends S> sort);

    /** Has {@link Sorted#mapGroups} see the values of a group in {@code order} (a secondary sort). */
    Sorted<K, T> sortedBy(Order<? super T> order);

    /**
     * Any number of results for each group, computed from all its values. Every record is shuffled; values are streamed, so a group of
     * any size fits. Their order is that of their encoding: arbitrary, but the same in every run.
     *
     * @param fn a method reference, from which the type of the results is read; for a lambda there is
     *     {@link #mapGroups(Class, GroupFn)}
     */
    <R> Dataset<R> mapGroups(GroupFn<? super K, T, R> fn);

    /** As {@link #mapGroups(GroupFn)}, for a lambda: {@code mapGroups(Line.class, (key, values, out) -> ...)}. */
    <R> Dataset<R> mapGroups(Class<R> type, GroupFn<? super K, T, R> fn);

    /**
     * Groups whose values are sorted. Not for implementing: methods may be added in any version.
     *
     * @param <K> type of the keys
     * @param <T> type of the records
     */
    interface Sorted<K, T> {
        /** As {@link Grouped#mapGroups(GroupFn)}, the values in order. */
        <R> Dataset<R> mapGroups(GroupFn<? super K, T, R> fn);

        /** As {@link Grouped#mapGroups(Class, GroupFn)}, the values in order. */
        <R> Dataset<R> mapGroups(Class<R> type, GroupFn<? super K, T, R> fn);
    }
}
