package io.anabranch.runtime.flow;

import io.anabranch.Dataset;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.Channel;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Aggregates over all records of a step: one group, which is there even if nothing is in it. */
final class WholeAggregation {
    private static final Fn<Object, Object> ONE_GROUP = record -> UnitCodec.UNIT;

    private final FlowGraph flow;
    private final FlowStep input;
    private final @Nullable String name;

    WholeAggregation(FlowGraph flow, FlowStep input, @Nullable String name) {
        this.flow = flow;
        this.input = input;
        this.name = name;
    }

    /** Makes a record of the results. */
    @FunctionalInterface
    interface Make {
        Object of(Object[] results) throws Exception;
    }

    <R> Dataset<R> of(Aggregate<?, ?, ?> aggregate) {
        Type result = FunctionTypes.lastArgument(Aggregate.class, aggregate.getClass());
        return of(List.of(aggregate), FunctionNames.of(aggregate), result, results -> results[0], Captured.sides());
    }

    /** @param functional the interface of {@code finish}; its last type parameter is the type of the result */
    <R> Dataset<R> of(List<Aggregate<?, ?, ?>> aggregates, Serializable finish, Class<?> functional, Make make) {
        StringBuilder detail = new StringBuilder();
        aggregates.forEach(
                aggregate -> detail.append(FunctionNames.of(aggregate)).append(' '));
        Type result = FunctionTypes.result(finish, functional, Object.class);
        return of(aggregates, detail + FunctionNames.of(finish), result, make, Captured.sides(finish));
    }

    private <R> Dataset<R> of(
            List<Aggregate<?, ?, ?>> aggregates,
            String detail,
            Type result,
            Make make,
            SortedSet<Integer> finishSides) {
        FlowStep step = flow.step("aggregate", detail, List.of(input), result, name);
        AggregationBuilder builder = new AggregationBuilder(input.type(), step.name());
        aggregates.forEach(builder::add);
        Aggregation aggregation = builder.build((group, results, out) -> out.emit(make.of(results)));
        SortedSet<Integer> sides = Captured.sides(aggregates.toArray());
        finishSides.addAll(sides);
        Channel channel = flow.newChannel(step, Channel.Mode.HASH, Channel.Contents.ACCUMULATORS, 0);
        step.become(
                Exchanges.aggregate(step, channel, ONE_GROUP, new UnitCodec(), aggregation, true, sides, finishSides));
        return new StepDataset<>(flow, step);
    }
}
