package io.anabranch;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.format.Format;
import io.anabranch.function.Condition;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.function.Fn3;
import io.anabranch.function.Fn4;
import io.anabranch.function.Fn5;
import io.anabranch.function.Fn6;
import io.anabranch.function.ToInt;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way: an immutable description of work, which each method extends. A dataset may be used more than
 * once; its records then go to each use.
 *
 * <p>Records are never null and must not be changed. They have no order, except after {@link #sortBy}.
 *
 * <p>Where records or keys are shuffled they need a type that can be encoded: numbers, {@link String}, {@link Utf8}, {@code byte[]},
 * {@code boolean}, {@code char}, enums, {@link java.time.Instant}, {@link java.time.LocalDate},
 * {@link java.time.LocalDateTime}, {@link java.time.Duration}, {@link java.util.UUID}, {@link java.math.BigDecimal},
 * {@link java.math.BigInteger}; {@link java.util.Optional}, {@link java.util.List}, {@link java.util.Set}, {@link java.util.Map}
 * and records of these. Types are read from the functions: from the method that a method reference refers to, from the class of an object,
 * and from a lambda as far as it has one (a {@code List} of unknown elements is not enough). Any other type is refused when the graph is
 * built.
 *
 * <p>Not for implementing: methods may be added in any version.
 *
 * @param <T> type of the records
 */
public interface Dataset<T> {
    /**
     * The same records, the next step to be called {@code name} in errors, plans, descriptions and summaries:
     * {@code hits.named("only errors").filter(Hit::isError)}. Steps without a name are called by what they do and a number, as
     * {@code filter 3}.
     *
     * @param name neither empty nor blank
     * @throws io.anabranch.error.CodeException if it is
     */
    Dataset<T> named(String name);

    /** Turns each record into another one; never into null. Nothing is shuffled. */
    <R> Dataset<R> map(Fn<? super T, ? extends R> fn);

    /** Keeps the records that meet {@code condition}; the others are counted as filtered. Nothing is shuffled. */
    Dataset<T> filter(Condition<? super T> condition);

    /**
     * Turns each record into any number of others, in the order of what {@code fn} returns. Nothing is shuffled.
     *
     * @param fn returns the results, neither null nor holding null; a collection is made for each record, which
     *     {@link #flatMap(FlatMapFn)} does without
     */
    <R> Dataset<R> flatMap(Fn<? super T, ? extends Iterable<? extends R>> fn);

    /** As {@link #flatMap(Fn)}, for a lambda whose results are shuffled as they are: a lambda does not tell what is in a collection. */
    <R> Dataset<R> flatMap(Class<R> type, Fn<? super T, ? extends Iterable<? extends R>> fn);

    /**
     * Turns each record into any number of others, emitted one by one: the form for hot paths, for it makes no collection. Nothing is
     * shuffled.
     *
     * @param fn a method reference ({@code Words::emit}), from which the type of the results is read; for a lambda there is
     *     {@link #flatMap(Class, FlatMapFn)}
     */
    <R> Dataset<R> flatMap(FlatMapFn<? super T, R> fn);

    /** As {@link #flatMap(FlatMapFn)}, for a lambda: {@code lines.flatMap(String.class, (line, out) -> out.emit(line.trim()))}. */
    <R> Dataset<R> flatMap(Class<R> type, FlatMapFn<? super T, R> fn);

    /**
     * Groups records by key. What is shuffled is decided by the next call.
     *
     * @param key the key of a record; those whose key is null are one group, whose key is null
     */
    <K> Grouped<K, T> groupBy(Fn<? super T, ? extends K> key);

    /**
     * The result of an aggregate over all records: exactly one record, also where there are no records (see {@link Aggregate#finish}). What
     * is shuffled is one accumulator for each task.
     */
    <A> Dataset<A> aggregate(Aggregate<? super T, ?, A> aggregate);

    /** Exactly one record, made of the results of the aggregates over all records, as {@link #aggregate(Aggregate)}. */
    <A, B, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Fn2<? super A, ? super B, ? extends R> finish);

    /** Exactly one record, made of the results of the aggregates over all records, as {@link #aggregate(Aggregate)}. */
    <A, B, C, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Fn3<? super A, ? super B, ? super C, ? extends R> finish);

    /** Exactly one record, made of the results of the aggregates over all records, as {@link #aggregate(Aggregate)}. */
    <A, B, C, D, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Fn4<? super A, ? super B, ? super C, ? super D, ? extends R> finish);

    /** Exactly one record, made of the results of the aggregates over all records, as {@link #aggregate(Aggregate)}. */
    <A, B, C, D, E, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Fn5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> finish);

    /** Exactly one record, made of the results of the aggregates over all records, as {@link #aggregate(Aggregate)}. */
    <A, B, C, D, E, F, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Aggregate<? super T, ?, F> sixth,
            Fn6<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? extends R> finish);

    /**
     * One of each set of equal records. Equal means equally encoded, which for records is {@code equals}. Shuffles each different record
     * once for each task that has it.
     */
    Dataset<T> distinct();

    /**
     * Sorts all records: part files in the order of their names, each in itself. Records of equal keys are in the same order in
     * every run. Every record is shuffled; what does not fit in memory is spilled to disk.
     *
     * @param key may be null, which comes first
     */
    <S> Dataset<T> sortBy(Fn<? super T, ? extends S> key);

    /** Sorts all records, as {@link #sortBy(Fn)}. */
    Dataset<T> sortBy(Order<? super T> order);

    /** Sorts all records by themselves, as {@link #sortBy(Fn)}. Text is ordered by unsigned bytes of UTF-8. */
    Dataset<T> sorted();

    /**
     * The first {@code n} records in {@code order}, in that order, in one part. Each task keeps {@code n} records in memory and shuffles no
     * more.
     *
     * @param n at least 1
     */
    Dataset<T> topN(int n, Order<? super T> order);

    /** All records of this and of {@code other}, duplicates included. Nothing is shuffled. */
    Dataset<T> union(Dataset<? extends T> other);

    /**
     * Sends records to partitions of your choice: one part file for each partition that has records, in the order of the
     * partition numbers. Every record is shuffled.
     *
     * @param partition the partition of a record, from 0 to {@code partitions - 1}; anything else fails the run
     * @param partitions at least 1
     */
    Dataset<T> partitionBy(ToInt<? super T> partition, int partitions);

    /**
     * Pairs of records with equal keys: {@code events.join(users, Event::userId, User::userId).map(Visit::of)}. Records without a partner are
     * counted as filtered.
     *
     * <p>Null is equal to no key: a record whose key is null has no partner. A key that only holds null, in a record, is equal to one that holds the same.
     *
     * <p>Both sides are shuffled by key, or the right one is broadcast to every task, see {@link Joined#strategy}.
     *
     * @param right the smaller side: broadcast it is in memory whole, shuffled it is in memory a key at a time
     * @param leftKey the key of a record of this dataset; may be null
     * @param rightKey the key of a right record; may be null, and is of the same type
     */
    <U, K> Joined<T, U> join(Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey);

    /** As {@link #join}; a record of this dataset without a partner is paired with null. */
    <U, K> Joined<T, @Nullable U> leftJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey);

    /** As {@link #join}; a record of either side without a partner is paired with null. Both sides are always shuffled. */
    <U, K> Joined<@Nullable T, @Nullable U> fullJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey);

    /**
     * The records whose key some right record has, each once; the others are counted as filtered. The different keys of the right side are
     * found first, then joined as {@link #join} does.
     */
    <U, K> Dataset<T> semiJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey);

    /** The records whose key no right record has, those of a null key among them; the others are counted as filtered. As {@link #semiJoin}. */
    <U, K> Dataset<T> antiJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey);

    /** The classic form: {@code mapper} gives keyed values, {@code reducer} gets them by key. Every value is shuffled. */
    <K, V, O> Dataset<O> mapReduce(Mapper<? super T, K, V> mapper, Reducer<K, V, O> reducer);

    /** The classic form, with values combined before they are shuffled: one for each key and task is. */
    <K, V, O> Dataset<O> mapReduce(Mapper<? super T, K, V> mapper, Combiner<K, V> combiner, Reducer<K, V, O> reducer);

    /**
     * Writes the records to part files below {@code output}: {@code part-00000.csv} and so on. Nothing is visible before the whole run
     * has succeeded. A task without records writes no part. A place is written to once.
     */
    void write(Format<? super T> format, Output output);

    /** Writes the records to part files below {@code location}, as {@link #write(Format, Output)}: see {@link Output#of}. */
    void write(Format<? super T> format, String location);
}
