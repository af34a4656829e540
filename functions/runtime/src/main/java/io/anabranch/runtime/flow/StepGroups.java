package io.anabranch.runtime.flow;

import io.anabranch.Dataset;
import io.anabranch.Grouped;
import io.anabranch.KeyValue;
import io.anabranch.Order;
import io.anabranch.Ranked;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.aggregate.Aggregates;
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
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.Channel;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Groups of the records of a step. Functions are untyped from here on; the compiler has checked them. */
@SuppressWarnings("unchecked")
final class StepGroups<K, T> implements Grouped<K, T> {
    private final FlowGraph flow;
    private final FlowStep input;
    private final @Nullable String name;
    private final Fn<Object, Object> key;
    private final Type keyType;
    private final @Nullable ToInt<Object> partition;
    private final int partitions;

    /**
     * @param name what the user calls the step; null for its kind and number
     * @param partition of a key; null for partitions by hash, and then {@code partitions} is 0
     */
    StepGroups(
            FlowGraph flow,
            FlowStep input,
            @Nullable String name,
            Fn<Object, Object> key,
            Type keyType,
            @Nullable ToInt<Object> partition,
            int partitions) {
        this.flow = flow;
        this.input = input;
        this.name = name;
        this.key = key;
        this.keyType = keyType;
        this.partition = partition;
        this.partitions = partitions;
    }

    @Override
    public Grouped<K, T> partitionBy(ToInt<? super K> chosen, int count) {
        Exchanges.requirePartitions(count, input);
        return new StepGroups<>(flow, input, name, key, keyType, (ToInt<Object>) (ToInt<?>) chosen, count);
    }

    @Override
    public Dataset<KeyValue<K, Long>> count() {
        return keyed("count", "", Long.class, Aggregates.count());
    }

    @Override
    public <A> Dataset<KeyValue<K, A>> aggregate(Aggregate<? super T, ?, A> aggregate) {
        Type result = FunctionTypes.lastArgument(Aggregate.class, aggregate.getClass());
        return keyed("aggregate", FunctionNames.of(aggregate), result, aggregate);
    }

    @Override
    public <A, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first, Fn2<? super K, ? super A, ? extends R> finish) {
        Fn2<Object, Object, Object> make = (Fn2<Object, Object, Object>) (Fn2<?, ?, ?>) finish;
        return finished(
                List.of(first),
                finish,
                FunctionTypes.result(finish, Fn2.class, keyType),
                (group, results, out) -> out.emit(make.apply(group, results[0])));
    }

    @Override
    public <A, B, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Fn3<? super K, ? super A, ? super B, ? extends R> finish) {
        Fn3<Object, Object, Object, Object> make = (Fn3<Object, Object, Object, Object>) (Fn3<?, ?, ?, ?>) finish;
        return finished(
                List.of(first, second),
                finish,
                FunctionTypes.result(finish, Fn3.class, keyType),
                (group, r, out) -> out.emit(make.apply(group, r[0], r[1])));
    }

    @Override
    public <A, B, C, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Fn4<? super K, ? super A, ? super B, ? super C, ? extends R> finish) {
        Fn4<Object, Object, Object, Object, Object> make =
                (Fn4<Object, Object, Object, Object, Object>) (Fn4<?, ?, ?, ?, ?>) finish;
        return finished(
                List.of(first, second, third),
                finish,
                FunctionTypes.result(finish, Fn4.class, keyType),
                (group, r, out) -> out.emit(make.apply(group, r[0], r[1], r[2])));
    }

    @Override
    public <A, B, C, D, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Fn5<? super K, ? super A, ? super B, ? super C, ? super D, ? extends R> finish) {
        Fn5<Object, Object, Object, Object, Object, Object> make =
                (Fn5<Object, Object, Object, Object, Object, Object>) (Fn5<?, ?, ?, ?, ?, ?>) finish;
        return finished(
                List.of(first, second, third, fourth),
                finish,
                FunctionTypes.result(finish, Fn5.class, keyType),
                (group, r, out) -> out.emit(make.apply(group, r[0], r[1], r[2], r[3])));
    }

    @Override
    public <A, B, C, D, E, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Fn6<? super K, ? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> finish) {
        Fn6<Object, Object, Object, Object, Object, Object, Object> make =
                (Fn6<Object, Object, Object, Object, Object, Object, Object>) (Fn6<?, ?, ?, ?, ?, ?, ?>) finish;
        return finished(
                List.of(first, second, third, fourth, fifth),
                finish,
                FunctionTypes.result(finish, Fn6.class, keyType),
                (group, r, out) -> out.emit(make.apply(group, r[0], r[1], r[2], r[3], r[4])));
    }

    @Override
    public <A, B, C, D, E, F, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Aggregate<? super T, ?, F> sixth,
            Fn7<? super K, ? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? extends R> finish) {
        Fn7<Object, Object, Object, Object, Object, Object, Object, Object> make =
                (Fn7<Object, Object, Object, Object, Object, Object, Object, Object>)
                        (Fn7<?, ?, ?, ?, ?, ?, ?, ?>) finish;
        return finished(
                List.of(first, second, third, fourth, fifth, sixth),
                finish,
                FunctionTypes.result(finish, Fn7.class, keyType),
                (group, r, out) -> out.emit(make.apply(group, r[0], r[1], r[2], r[3], r[4], r[5])));
    }

    @Override
    public Dataset<KeyValue<K, T>> reduce(Fn2<T, T, T> operation) {
        Fn2<Object, Object, Object> untyped = (Fn2<Object, Object, Object>) (Fn2<?, ?, ?>) operation;
        return keyed("reduce", FunctionNames.of(operation), input.type(), new Reduction(untyped));
    }

    @Override
    public <A> Dataset<KeyValue<K, A>> fold(Maker<A> create, Fn2<A, ? super T, A> accumulate, Fn2<A, A, A> combine) {
        Folding folding =
                new Folding((Maker<Object>) create, (Fn2<Object, Object, Object>) (Fn2<?, ?, ?>) accumulate, (Fn2<
                                Object, Object, Object>)
                        (Fn2<?, ?, ?>) combine);
        String detail = FunctionNames.of(create) + " " + FunctionNames.of(accumulate) + " " + FunctionNames.of(combine);
        return keyed("fold", detail, FunctionTypes.result(create, Maker.class, Object.class), folding);
    }

    @Override
    public Dataset<Ranked<K, T>> topN(int n, Order<? super T> order) {
        return aggregated(
                "topN",
                n + " " + FunctionNames.of(order),
                Types.parameterized(Ranked.class, keyType, input.type()),
                List.of(Aggregates.topN(n, order)),
                (group, results, out) -> {
                    int rank = 1;
                    for (Object value : (List<Object>) results[0]) {
                        out.emit(new Ranked<>(group, rank++, value));
                    }
                },
                Captured.sides());
    }

    @Override
    public <S> Sorted<K, T> sortedBy(Fn<? super T, ? extends S> sort) {
        return sortedBy(Order.by(sort));
    }

    @Override
    public Sorted<K, T> sortedBy(Order<? super T> order) {
        return new Sorted<>() {
            @Override
            public <R> Dataset<R> mapGroups(GroupFn<? super K, T, R> fn) {
                return grouped(FunctionTypes.emitted(fn, GroupFn.class), fn, order);
            }

            @Override
            public <R> Dataset<R> mapGroups(Class<R> type, GroupFn<? super K, T, R> fn) {
                return grouped(Types.boxed(type), fn, order);
            }
        };
    }

    @Override
    public <R> Dataset<R> mapGroups(GroupFn<? super K, T, R> fn) {
        return grouped(FunctionTypes.emitted(fn, GroupFn.class), fn, null);
    }

    @Override
    public <R> Dataset<R> mapGroups(Class<R> type, GroupFn<? super K, T, R> fn) {
        return grouped(Types.boxed(type), fn, null);
    }

    private <R> Dataset<R> grouped(Type type, GroupFn<? super K, T, R> fn, @Nullable Order<? super T> order) {
        String detail = (order == null ? "" : FunctionNames.of(order) + " ") + FunctionNames.of(fn);
        FlowStep step = step("mapGroups", detail, type);
        Codec<Object> records = StepCodecs.compact(input.type(), "records of step '" + input.name() + "'", step.name());
        OrderKeys sort = order == null ? null : new OrderKeys(order, input.type(), step.name());
        SortedSet<Integer> sinkSides = keySides();
        if (order != null) {
            order.keys().forEach(part -> sinkSides.addAll(Captured.sides(part.of())));
        }
        step.become(Exchanges.groups(
                step,
                channel(step, Channel.Contents.RECORDS),
                key,
                keyCodec(step),
                sort,
                records,
                records,
                (GroupFn<Object, Object, Object>) (GroupFn<?, ?, ?>) fn,
                sinkSides,
                Captured.sides(fn)));
        return new StepDataset<>(flow, step);
    }

    private <R> Dataset<KeyValue<K, R>> keyed(String kind, String detail, Type result, Aggregate<?, ?, ?> aggregate) {
        return aggregated(
                kind,
                detail,
                Types.parameterized(KeyValue.class, keyType, result),
                List.of(aggregate),
                (group, results, out) -> out.emit(new KeyValue<>(group, results[0])),
                Captured.sides());
    }

    private <R> Dataset<R> finished(
            List<Aggregate<?, ?, ?>> aggregates, Object finish, Type result, Aggregation.Finisher finisher) {
        StringBuilder detail = new StringBuilder();
        aggregates.forEach(
                aggregate -> detail.append(FunctionNames.of(aggregate)).append(' '));
        return aggregated(
                "aggregate", detail + FunctionNames.of(finish), result, aggregates, finisher, Captured.sides(finish));
    }

    private <R> Dataset<R> aggregated(
            String kind,
            String detail,
            Type result,
            List<? extends Aggregate<?, ?, ?>> aggregates,
            Aggregation.Finisher finisher,
            SortedSet<Integer> finishSides) {
        FlowStep step = step(kind, detail, result);
        AggregationBuilder builder = new AggregationBuilder(input.type(), step.name());
        List<Object> functions = new ArrayList<>(aggregates);
        aggregates.forEach(builder::add);
        SortedSet<Integer> aggregateSides = Captured.sides(functions.toArray());
        SortedSet<Integer> sinkSides = keySides();
        sinkSides.addAll(aggregateSides);
        finishSides.addAll(aggregateSides);
        step.become(Exchanges.aggregate(
                step,
                channel(step, Channel.Contents.ACCUMULATORS),
                key,
                keyCodec(step),
                builder.build(finisher),
                false,
                sinkSides,
                finishSides));
        return new StepDataset<>(flow, step);
    }

    private FlowStep step(String kind, String detail, Type result) {
        String by = "by " + FunctionNames.of(key)
                + (partition == null ? "" : " to " + partitions + " by " + FunctionNames.of(partition));
        return flow.step(kind, by + " " + detail, List.of(input), result, name);
    }

    private Channel channel(FlowStep step, Channel.Contents contents) {
        Channel.Mode mode = partition == null ? Channel.Mode.HASH : Channel.Mode.ORDERED;
        return flow.newChannel(step, mode, contents, partitions);
    }

    private Codec<Object> keyCodec(FlowStep step) {
        Codec<Object> codec = StepCodecs.keys(keyType, step.name());
        return partition == null ? codec : new PartitionedCodec(partition, partitions, codec);
    }

    private SortedSet<Integer> keySides() {
        return partition == null ? Captured.sides(key) : Captured.sides(key, partition);
    }
}
