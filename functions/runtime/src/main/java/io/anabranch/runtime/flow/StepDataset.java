package io.anabranch.runtime.flow;

import io.anabranch.Combiner;
import io.anabranch.Dataset;
import io.anabranch.Grouped;
import io.anabranch.JoinStrategy;
import io.anabranch.Joined;
import io.anabranch.Mapper;
import io.anabranch.Order;
import io.anabranch.Output;
import io.anabranch.Reducer;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.aggregate.Aggregates;
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
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Codecs;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.FilterNode;
import io.anabranch.runtime.graph.FlatMapNode;
import io.anabranch.runtime.graph.MapNode;
import io.anabranch.runtime.graph.WriteSink;
import java.lang.reflect.Type;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The dataset that a step gives. Functions are untyped from here on; the compiler has checked them. */
@SuppressWarnings("unchecked")
final class StepDataset<T> implements Dataset<T> {
    private final FlowGraph flow;
    private final FlowStep step;
    private final @Nullable String nextName;

    StepDataset(FlowGraph flow, FlowStep step) {
        this(flow, step, null);
    }

    /** @param nextName what the next step is called; null for its kind and number */
    private StepDataset(FlowGraph flow, FlowStep step, @Nullable String nextName) {
        this.flow = flow;
        this.step = step;
        this.nextName = nextName;
    }

    FlowGraph flow() {
        return flow;
    }

    FlowStep step() {
        return step;
    }

    @Override
    public Dataset<T> named(String name) {
        return new StepDataset<>(flow, step, StepNames.require(name));
    }

    @Override
    public <R> Dataset<R> map(Fn<? super T, ? extends R> fn) {
        Fn<Object, Object> map = (Fn<Object, Object>) (Fn<?, ?>) fn;
        FlowStep next = next("map", fn, FunctionTypes.result(fn, Fn.class, step.type()));
        next.become(new Op.Narrow(nodes -> new MapNode(next.name(), map, nodes), Captured.sides(fn)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> filter(Condition<? super T> condition) {
        Condition<Object> filter = (Condition<Object>) (Condition<?>) condition;
        FlowStep next = next("filter", condition, step.type());
        next.become(new Op.Narrow(nodes -> new FilterNode(next.name(), filter, nodes), Captured.sides(condition)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public <R> Dataset<R> flatMap(Fn<? super T, ? extends Iterable<? extends R>> fn) {
        Type[] elements = Types.argumentsOf(Iterable.class, FunctionTypes.result(fn, Fn.class, step.type()));
        return eachOf(elements == null ? Object.class : Types.resolve(elements[0], Types.UNBOUND), fn);
    }

    @Override
    public <R> Dataset<R> flatMap(Class<R> type, Fn<? super T, ? extends Iterable<? extends R>> fn) {
        return eachOf(Types.boxed(type), fn);
    }

    @Override
    public <R> Dataset<R> flatMap(FlatMapFn<? super T, R> fn) {
        return flatMapped(FunctionTypes.emitted(fn, FlatMapFn.class), fn);
    }

    @Override
    public <R> Dataset<R> flatMap(Class<R> type, FlatMapFn<? super T, R> fn) {
        return flatMapped(Types.boxed(type), fn);
    }

    @Override
    public <K> Grouped<K, T> groupBy(Fn<? super T, ? extends K> key) {
        Type type = FunctionTypes.result(key, Fn.class, step.type());
        return new StepGroups<>(flow, step, nextName, (Fn<Object, Object>) (Fn<?, ?>) key, type, null, 0);
    }

    @Override
    public <A> Dataset<A> aggregate(Aggregate<? super T, ?, A> aggregate) {
        return whole().of(aggregate);
    }

    @Override
    public <A, B, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Fn2<? super A, ? super B, ? extends R> finish) {
        Fn2<Object, Object, Object> make = (Fn2<Object, Object, Object>) (Fn2<?, ?, ?>) finish;
        return whole().of(List.of(first, second), finish, Fn2.class, r -> make.apply(r[0], r[1]));
    }

    @Override
    public <A, B, C, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Fn3<? super A, ? super B, ? super C, ? extends R> finish) {
        Fn3<Object, Object, Object, Object> make = (Fn3<Object, Object, Object, Object>) (Fn3<?, ?, ?, ?>) finish;
        return whole().of(List.of(first, second, third), finish, Fn3.class, r -> make.apply(r[0], r[1], r[2]));
    }

    @Override
    public <A, B, C, D, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Fn4<? super A, ? super B, ? super C, ? super D, ? extends R> finish) {
        Fn4<Object, Object, Object, Object, Object> make =
                (Fn4<Object, Object, Object, Object, Object>) (Fn4<?, ?, ?, ?, ?>) finish;
        return whole().of(
                        List.of(first, second, third, fourth),
                        finish,
                        Fn4.class,
                        r -> make.apply(r[0], r[1], r[2], r[3]));
    }

    @Override
    public <A, B, C, D, E, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Fn5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> finish) {
        Fn5<Object, Object, Object, Object, Object, Object> make =
                (Fn5<Object, Object, Object, Object, Object, Object>) (Fn5<?, ?, ?, ?, ?, ?>) finish;
        return whole().of(
                        List.of(first, second, third, fourth, fifth),
                        finish,
                        Fn5.class,
                        r -> make.apply(r[0], r[1], r[2], r[3], r[4]));
    }

    @Override
    public <A, B, C, D, E, F, R> Dataset<R> aggregate(
            Aggregate<? super T, ?, A> first,
            Aggregate<? super T, ?, B> second,
            Aggregate<? super T, ?, C> third,
            Aggregate<? super T, ?, D> fourth,
            Aggregate<? super T, ?, E> fifth,
            Aggregate<? super T, ?, F> sixth,
            Fn6<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? extends R> finish) {
        Fn6<Object, Object, Object, Object, Object, Object, Object> make =
                (Fn6<Object, Object, Object, Object, Object, Object, Object>) (Fn6<?, ?, ?, ?, ?, ?, ?>) finish;
        return whole().of(
                        List.of(first, second, third, fourth, fifth, sixth),
                        finish,
                        Fn6.class,
                        r -> make.apply(r[0], r[1], r[2], r[3], r[4], r[5]));
    }

    @Override
    public Dataset<T> distinct() {
        FlowStep next = next("distinct", "", step.type());
        Codec<Object> codec = records(next);
        Aggregation keep = new AggregationBuilder(step.type(), next.name()).build((key, results, out) -> out.emit(key));
        Fn<Object, Object> itself = record -> record;
        Channel channel = flow.newChannel(next, Channel.Mode.HASH, Channel.Contents.ACCUMULATORS, 0);
        next.become(Exchanges.aggregate(next, channel, itself, codec, keep, false, Captured.sides(), Captured.sides()));
        return new StepDataset<>(flow, next);
    }

    @Override
    public <S> Dataset<T> sortBy(Fn<? super T, ? extends S> key) {
        return sortBy(Order.by(key));
    }

    @Override
    public Dataset<T> sortBy(Order<? super T> order) {
        FlowStep next = next("sortBy", order, step.type());
        OrderKeys keys = new OrderKeys(order, step.type(), next.name());
        Codec<Object> codec = records(next);
        Channel channel = flow.newChannel(next, Channel.Mode.ORDERED, Channel.Contents.RECORDS, 0);
        next.become(Exchanges.sort(next, channel, keys, codec, sides(order)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> sorted() {
        FlowStep next = next("sorted", "", step.type());
        Encoder<Object> order = StepCodecs.ordered(step.type(), "records of step '" + step.name() + "'", next.name());
        Codec<Object> exact = Codecs.orderedExactly(step.type());
        Channel channel = flow.newChannel(next, Channel.Mode.ORDERED, Channel.Contents.RECORDS, 0);
        next.become(
                exact == null
                        ? Exchanges.sort(next, channel, order, records(next), Captured.sides())
                        : Exchanges.sortItself(next, channel, exact));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> topN(int n, Order<? super T> order) {
        FlowStep next = next("topN", n + " " + FunctionNames.of(order), step.type());
        Aggregation top = new AggregationBuilder(step.type(), next.name())
                .add(Aggregates.topN(n, order))
                .build((key, results, out) -> ((List<Object>) results[0]).forEach(out::emit));
        Fn<Object, Object> one = record -> UnitCodec.UNIT;
        Channel channel = flow.newChannel(next, Channel.Mode.HASH, Channel.Contents.ACCUMULATORS, 0);
        next.become(
                Exchanges.aggregate(next, channel, one, new UnitCodec(), top, false, sides(order), Captured.sides()));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> union(Dataset<? extends T> other) {
        FlowStep right = flow.stepOf(other);
        Type type = Types.isKnown(step.type()) ? step.type() : right.type();
        FlowStep next = flow.step("union", "", List.of(step, right), type, nextName);
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> partitionBy(ToInt<? super T> partition, int partitions) {
        FlowStep next = next("partitionBy", partitions + " " + FunctionNames.of(partition), step.type());
        Exchanges.requirePartitions(partitions, next);
        Codec<Object> key = new PartitionedCodec((ToInt<Object>) (ToInt<?>) partition, partitions, new UnitCodec());
        Codec<Object> codec = records(next);
        Channel channel = flow.newChannel(next, Channel.Mode.ORDERED, Channel.Contents.RECORDS, partitions);
        next.become(Exchanges.sort(next, channel, key, codec, Captured.sides(partition)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public <U, K> Joined<T, U> join(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey) {
        return joined("join", right, leftKey, rightKey, false, false);
    }

    @Override
    public <U, K> Joined<T, @Nullable U> leftJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey) {
        return joined("leftJoin", right, leftKey, rightKey, true, false);
    }

    @Override
    public <U, K> Joined<@Nullable T, @Nullable U> fullJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey) {
        return joined("fullJoin", right, leftKey, rightKey, true, true);
    }

    @Override
    public <U, K> Dataset<T> semiJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey) {
        return new StepDataset<>(
                flow, partners("semiJoin", right, leftKey, rightKey).semi());
    }

    @Override
    public <U, K> Dataset<T> antiJoin(
            Dataset<U> right, Fn<? super T, ? extends K> leftKey, Fn<? super U, ? extends K> rightKey) {
        return new StepDataset<>(
                flow, partners("antiJoin", right, leftKey, rightKey).anti());
    }

    @Override
    public <K, V, O> Dataset<O> mapReduce(Mapper<? super T, K, V> mapper, Reducer<K, V, O> reducer) {
        return new StepDataset<>(flow, new MapReduce(flow, step, nextName, mapper, reducer).reduced());
    }

    @Override
    public <K, V, O> Dataset<O> mapReduce(
            Mapper<? super T, K, V> mapper, Combiner<K, V> combiner, Reducer<K, V, O> reducer) {
        return new StepDataset<>(flow, new MapReduce(flow, step, nextName, mapper, reducer).combined(combiner));
    }

    @Override
    public void write(Format<? super T> format, Output output) {
        FlowStep next = next("write", format.describe() + " " + output, step.type());
        int index = flow.newWrite();
        Format<Object> written = (Format<Object>) (Format<?>) format;
        next.become(new Op.Output(() -> new WriteSink(next.name(), index, written, output), Captured.sides()));
    }

    @Override
    public void write(Format<? super T> format, String location) {
        write(format, Output.of(location));
    }

    private <L, R> Joined<L, R> joined(
            String kind, Dataset<?> right, Fn<?, ?> leftKey, Fn<?, ?> rightKey, boolean keepLeft, boolean keepRight) {
        return new StepJoin<>(
                flow,
                new StepJoin.Sides(kind, nextName, step, flow.stepOf(right), keepLeft, keepRight),
                (Fn<Object, Object>) leftKey,
                (Fn<Object, Object>) rightKey,
                JoinStrategy.AUTO);
    }

    private Partners partners(String kind, Dataset<?> right, Fn<?, ?> leftKey, Fn<?, ?> rightKey) {
        return new Partners(
                flow, kind, nextName, step, flow.stepOf(right), (Fn<Object, Object>) leftKey, (Fn<Object, Object>)
                        rightKey);
    }

    private <R> Dataset<R> flatMapped(Type type, FlatMapFn<? super T, R> fn) {
        FlatMapFn<Object, Object> map = (FlatMapFn<Object, Object>) (FlatMapFn<?, ?>) fn;
        FlowStep next = next("flatMap", fn, type);
        next.become(new Op.Narrow(nodes -> new FlatMapNode(next.name(), map, nodes), Captured.sides(fn)));
        return new StepDataset<>(flow, next);
    }

    private <R> Dataset<R> eachOf(Type type, Fn<? super T, ? extends Iterable<? extends R>> fn) {
        FlatMapFn<Object, Object> map = new EachOf((Fn<Object, Iterable<Object>>) (Fn<?, ?>) fn);
        FlowStep next = next("flatMap", fn, type);
        next.become(new Op.Narrow(nodes -> new FlatMapNode(next.name(), map, nodes), Captured.sides(fn)));
        return new StepDataset<>(flow, next);
    }

    private WholeAggregation whole() {
        return new WholeAggregation(flow, step, nextName);
    }

    private FlowStep next(String kind, Object what, Type type) {
        String detail = what instanceof String text ? text : FunctionNames.of(what);
        return flow.step(kind, detail, List.of(step), type, nextName);
    }

    private Codec<Object> records(FlowStep next) {
        return StepCodecs.compact(step.type(), "records of step '" + step.name() + "'", next.name());
    }

    private static SortedSet<Integer> sides(Order<?> order) {
        return Captured.sides(order.keys().stream().map(Order.Key::of).toArray());
    }
}
