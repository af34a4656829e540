package io.anabranch.runtime.flow;

import io.anabranch.Combiner;
import io.anabranch.Dataset;
import io.anabranch.Grouped;
import io.anabranch.JoinStrategy;
import io.anabranch.Mapper;
import io.anabranch.Order;
import io.anabranch.Reducer;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.format.Format;
import io.anabranch.function.BiFn;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.function.Test;
import io.anabranch.function.ToInt;
import io.anabranch.runtime.codec.Codec;
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

/** The dataset that a step gives. Functions are untyped from here on; the compiler has checked them. */
@SuppressWarnings("unchecked")
final class StepDataset<T> implements Dataset<T> {
    private final FlowGraph flow;
    private final Step step;

    StepDataset(FlowGraph flow, Step step) {
        this.flow = flow;
        this.step = step;
    }

    FlowGraph flow() {
        return flow;
    }

    Step step() {
        return step;
    }

    @Override
    public Dataset<T> named(String name) {
        step.rename(name);
        return this;
    }

    @Override
    public Dataset<T> as(Class<T> type) {
        step.retype(type);
        return this;
    }

    @Override
    public <R> Dataset<R> map(Fn<? super T, ? extends R> fn) {
        Fn<Object, Object> map = (Fn<Object, Object>) (Fn<?, ?>) fn;
        Step next = next("map", fn, FunctionTypes.result(fn, Fn.class, step.type()));
        next.become(new Op.Narrow(nodes -> new MapNode(next.name(), map, nodes), Captured.sides(fn)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> filter(Test<? super T> test) {
        Test<Object> filter = (Test<Object>) (Test<?>) test;
        Step next = next("filter", test, step.type());
        next.become(new Op.Narrow(nodes -> new FilterNode(next.name(), filter, nodes), Captured.sides(test)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public <R> Dataset<R> flatMap(FlatMapFn<? super T, R> fn) {
        FlatMapFn<Object, Object> map = (FlatMapFn<Object, Object>) (FlatMapFn<?, ?>) fn;
        Step next = next("flatMap", fn, FunctionTypes.emitted(fn, FlatMapFn.class));
        next.become(new Op.Narrow(nodes -> new FlatMapNode(next.name(), map, nodes), Captured.sides(fn)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public <K> Grouped<K, T> groupBy(Fn<? super T, ? extends K> key) {
        Type type = FunctionTypes.result(key, Fn.class, step.type());
        return new StepGroups<>(flow, step, (Fn<Object, Object>) (Fn<?, ?>) key, type, null, 0);
    }

    @Override
    public Dataset<T> distinct() {
        Step next = next("distinct", "", step.type());
        Codec<Object> codec = records(next);
        Aggregation keep = new AggregationBuilder(step.type(), next.name()).build((key, results, out) -> out.emit(key));
        Fn<Object, Object> itself = record -> record;
        Channel channel = flow.newChannel(next, Channel.Mode.HASH, Channel.Contents.ACCUMULATORS, 0);
        next.become(Exchanges.aggregate(next, channel, itself, codec, keep, Captured.sides(), Captured.sides()));
        return new StepDataset<>(flow, next);
    }

    @Override
    public <S> Dataset<T> sortBy(Fn<? super T, ? extends S> key) {
        return sortBy(Order.by(key));
    }

    @Override
    public Dataset<T> sortBy(Order<? super T> order) {
        Step next = next("sortBy", order, step.type());
        OrderKeys keys = new OrderKeys(order, step.type(), next.name());
        Codec<Object> codec = records(next);
        Channel channel = flow.newChannel(next, Channel.Mode.ORDERED, Channel.Contents.RECORDS, 0);
        next.become(Exchanges.sort(next, channel, keys, codec, sides(order)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> sorted() {
        Step next = next("sorted", "", step.type());
        Codec<Object> codec = StepCodecs.ordered(step.type(), "records of step '" + step.name() + "'", next.name());
        Channel channel = flow.newChannel(next, Channel.Mode.ORDERED, Channel.Contents.RECORDS, 0);
        next.become(Exchanges.sortItself(next, channel, codec));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> topN(int n, Order<? super T> order) {
        Step next = next("topN", n + " " + FunctionNames.of(order), step.type());
        Aggregation top = new AggregationBuilder(step.type(), next.name())
                .add(Aggregates.topN(n, order))
                .build((key, results, out) -> ((List<Object>) results[0]).forEach(out::emit));
        Fn<Object, Object> one = record -> UnitCodec.UNIT;
        Channel channel = flow.newChannel(next, Channel.Mode.HASH, Channel.Contents.ACCUMULATORS, 0);
        next.become(Exchanges.aggregate(next, channel, one, new UnitCodec(), top, sides(order), Captured.sides()));
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> union(Dataset<? extends T> other) {
        Step right = flow.stepOf(other);
        Type type = Types.isKnown(step.type()) ? step.type() : right.type();
        Step next = flow.step("union", "", List.of(step, right), type);
        return new StepDataset<>(flow, next);
    }

    @Override
    public Dataset<T> partitionBy(ToInt<? super T> partition, int partitions) {
        Step next = next("partitionBy", partitions + " " + FunctionNames.of(partition), step.type());
        Exchanges.requirePartitions(partitions, next);
        Codec<Object> key = new PartitionedCodec((ToInt<Object>) (ToInt<?>) partition, partitions, new UnitCodec());
        Codec<Object> codec = records(next);
        Channel channel = flow.newChannel(next, Channel.Mode.ORDERED, Channel.Contents.RECORDS, partitions);
        next.become(Exchanges.sort(next, channel, key, codec, Captured.sides(partition)));
        return new StepDataset<>(flow, next);
    }

    @Override
    public <U, K, R> Dataset<R> join(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined,
            JoinStrategy strategy) {
        return joined("join", right, leftKey, rightKey, joined, strategy, false, false);
    }

    @Override
    public <U, K, R> Dataset<R> leftJoin(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined,
            JoinStrategy strategy) {
        return joined("leftJoin", right, leftKey, rightKey, joined, strategy, true, false);
    }

    @Override
    public <U, K, R> Dataset<R> fullJoin(
            Dataset<U> right,
            Fn<? super T, ? extends K> leftKey,
            Fn<? super U, ? extends K> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined) {
        return joined("fullJoin", right, leftKey, rightKey, joined, JoinStrategy.REPARTITION, true, true);
    }

    @Override
    public <K, V, O> Dataset<O> mapReduce(Mapper<? super T, K, V> mapper, Reducer<K, V, O> reducer) {
        return new StepDataset<>(flow, new MapReduce(flow, step, mapper, reducer).reduced());
    }

    @Override
    public <K, V, O> Dataset<O> mapReduce(
            Mapper<? super T, K, V> mapper, Combiner<K, V> combiner, Reducer<K, V, O> reducer) {
        return new StepDataset<>(flow, new MapReduce(flow, step, mapper, reducer).combined(combiner));
    }

    @Override
    public void write(Format<? super T> format, String uri) {
        Step next = next("write", format.describe() + " " + uri, step.type());
        int index = flow.newWrite();
        Format<Object> written = (Format<Object>) (Format<?>) format;
        next.become(new Op.Output(() -> new WriteSink(next.name(), index, written, uri), Captured.sides()));
    }

    private <U, R> Dataset<R> joined(
            String kind,
            Dataset<U> right,
            Fn<? super T, ?> leftKey,
            Fn<? super U, ?> rightKey,
            BiFn<? super T, ? super U, ? extends R> joined,
            JoinStrategy strategy,
            boolean keepLeft,
            boolean keepRight) {
        Step rightStep = flow.stepOf(right);
        Type type = FunctionTypes.result(joined, BiFn.class, step.type());
        String detail = strategy + " " + FunctionNames.of(leftKey) + " " + FunctionNames.of(rightKey) + " "
                + FunctionNames.of(joined);
        Step next = flow.step(kind, detail, List.of(step, rightStep), type);
        new JoinBuilder(flow, next, keepLeft, keepRight)
                .keys((Fn<Object, Object>) (Fn<?, ?>) leftKey, (Fn<Object, Object>) (Fn<?, ?>) rightKey)
                .build((BiFn<Object, Object, Object>) (BiFn<?, ?, ?>) joined, strategy);
        return new StepDataset<>(flow, next);
    }

    private Step next(String kind, Object what, Type type) {
        String detail = what instanceof String text ? text : FunctionNames.of(what);
        return flow.step(kind, detail, List.of(step), type);
    }

    private Codec<Object> records(Step next) {
        return StepCodecs.compact(step.type(), "records of step '" + step.name() + "'", next.name());
    }

    private static SortedSet<Integer> sides(Order<?> order) {
        return Captured.sides(order.keys().stream().map(Order.Key::of).toArray());
    }
}
