package io.anabranch.runtime.flow;

import io.anabranch.Combiner;
import io.anabranch.KeyValue;
import io.anabranch.Mapper;
import io.anabranch.Reducer;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.function.GroupFn;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.FlatMapNode;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classic trio in terms of the other operations: a flat map to pairs, then groups or a reduction of the pairs. */
@SuppressWarnings("unchecked")
final class MapReduce {
    private static final Fn<Object, Object> KEY = pair -> ((KeyValue<Object, Object>) pair).key();

    private final FlowGraph flow;
    private final @Nullable String name;
    private final Reducer<Object, Object, Object> reducer;
    private final FlowStep pairs;
    private final Type keyType;
    private final Type valueType;

    /** @param name what the user calls the reducer's step; null for its kind and number */
    MapReduce(FlowGraph flow, FlowStep input, @Nullable String name, Mapper<?, ?, ?> mapper, Reducer<?, ?, ?> reducer) {
        this.flow = flow;
        this.name = name;
        this.reducer = (Reducer<Object, Object, Object>) reducer;
        Type[] types = Types.argumentsOf(Mapper.class, mapper.getClass());
        keyType = types == null ? Object.class : Types.resolve(types[1], Types.UNBOUND);
        valueType = types == null ? Object.class : Types.resolve(types[2], Types.UNBOUND);
        pairs = flow.step(
                "mapper",
                FunctionNames.of(mapper),
                List.of(input),
                Types.parameterized(KeyValue.class, keyType, valueType),
                name == null ? null : name + " (mapper)");
        Mapper<Object, Object, Object> untyped = (Mapper<Object, Object, Object>) mapper;
        FlatMapFn<Object, Object> map =
                (record, out) -> untyped.map(record, (key, value) -> out.emit(pair(key, value)));
        pairs.become(new Op.Narrow(next -> new FlatMapNode(pairs.name(), map, next), Captured.sides(mapper)));
    }

    /** A null value is emitted as null is anywhere: refused, whatever its type. */
    @SuppressWarnings("NullAway")
    private static Object pair(Object key, Object value) {
        return value == null ? null : new KeyValue<>(key, value);
    }

    /** Every value is shuffled. */
    FlowStep reduced() {
        FlowStep step = reducerStep("");
        Codec<Object> key = StepCodecs.keys(keyType, step.name());
        Codec<Object> value = StepCodecs.compact(valueType, "the values", step.name());
        Encoder<Object> valueOfPair = (pair, out) -> value.write(((KeyValue<?, ?>) pair).value(), out);
        Channel channel = flow.newChannel(step, Channel.Mode.HASH, Channel.Contents.RECORDS, 0);
        GroupFn<Object, Object, Object> reduce = reducer::reduce;
        step.become(Exchanges.groups(
                step, channel, KEY, key, null, valueOfPair, value, reduce, Captured.sides(), Captured.sides(reducer)));
        return step;
    }

    /** Values are combined first. Accumulators are pairs, for a combiner wants to see the key. */
    FlowStep combined(Combiner<?, ?> combiner) {
        FlowStep step = reducerStep(FunctionNames.of(combiner) + " ");
        Codec<Object> key = StepCodecs.keys(keyType, step.name());
        Combiner<Object, Object> combine = (Combiner<Object, Object>) combiner;
        Fn2<Object, Object, Object> operation = (left, right) -> {
            KeyValue<Object, Object> pair = (KeyValue<Object, Object>) left;
            Object other = ((KeyValue<Object, Object>) right).value();
            return new KeyValue<>(pair.key(), combine.combine(pair.key(), pair.value(), other));
        };
        Aggregation aggregation = new AggregationBuilder(pairs.type(), step.name())
                .add(new Reduction(operation))
                .build((group, results, out) ->
                        reducer.reduce(group, List.of(((KeyValue<Object, Object>) results[0]).value()), out));
        Channel channel = flow.newChannel(step, Channel.Mode.HASH, Channel.Contents.ACCUMULATORS, 0);
        step.become(Exchanges.aggregate(
                step,
                channel,
                KEY,
                key,
                aggregation,
                false,
                Captured.sides(combiner),
                Captured.sides(combiner, reducer)));
        return step;
    }

    private FlowStep reducerStep(String detail) {
        Type result = FunctionTypes.lastArgument(Reducer.class, reducer.getClass());
        return flow.step("reducer", detail + FunctionNames.of(reducer), List.of(pairs), result, name);
    }
}
