package io.anabranch.runtime.flow;

import io.anabranch.Counter;
import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Pipeline;
import io.anabranch.SideInput;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.format.Format;
import io.anabranch.function.Fn;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Codecs;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.codec.UnsupportedTypeException;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.SideValue;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.message.ThrownText;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a pipeline, as its {@code define} described them. Each task builds one of its own: counters and side inputs live
 * in it.
 */
public final class FlowGraph implements Flow {
    private final List<FlowStep> steps = new ArrayList<>();
    private final FlowCounters counters = new FlowCounters();
    private final List<SideValue> sides = new ArrayList<>();
    private int reads;
    private int writes;
    private int joins;
    private final List<Channel> channels = new ArrayList<>();
    private boolean closed;

    private FlowGraph() {}

    /**
     * Has {@code pipeline} describe itself.
     *
     * @throws CodeException if what it describes cannot run, or it throws
     */
    public static <P extends Record> FlowGraph of(Pipeline<P> pipeline, P params) {
        FlowGraph flow = new FlowGraph();
        try {
            pipeline.define(flow, params);
        } catch (AnabranchException e) {
            throw e;
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            throw new CodeException(
                    "Cannot build pipeline " + pipeline.getClass().getName() + ": " + ThrownText.of(e, FlowGraph.class),
                    Where.UNKNOWN,
                    e);
        }
        flow.closed = true;
        DeadEnds.refuse(flow.steps, flow.sides);
        UnusedPlaces.refuse(params, flow.steps);
        return flow;
    }

    /** Cuts the flow into stages, as far as the decisions go. */
    public StageGraph stages(Decisions decisions) {
        return new StageCutter(steps, sides, channels, decisions).cut(Fingerprint.of(steps), counters);
    }

    @Override
    public Flow named(String name) {
        return new NamedFlow(this, StepNames.require(name));
    }

    @Override
    public <T> Dataset<T> read(Format<T> format, Input input) {
        return read(format, input, null);
    }

    @Override
    public <T> Dataset<T> read(Format<T> format, String... locations) {
        return read(format, input(format, locations), null);
    }

    /** @throws CodeException if there is no location */
    static Input input(Format<?> format, String... locations) {
        if (locations.length == 0) {
            throw new CodeException(
                    "Cannot read " + format.describe() + ": no location. Give at least one", Where.UNKNOWN);
        }
        return Input.of(locations);
    }

    @SuppressWarnings("unchecked")
    <T> Dataset<T> read(Format<T> format, Input input, @Nullable String name) {
        FlowStep step = step("read", format.describe() + " " + input, List.of(), format.type(), name);
        step.become(new Op.Read(reads++, (Format<Object>) format, input));
        return new StepDataset<>(this, step);
    }

    @Override
    public Counter counter(String name) {
        return counters.of(name);
    }

    @Override
    public <T> SideInput<List<T>> sideInput(Dataset<T> values) {
        return sideInput(values, (String) null);
    }

    @Override
    public <K, T> SideInput<Map<K, T>> sideInput(Dataset<T> values, Fn<? super T, ? extends K> key) {
        return sideInput(values, key, null);
    }

    @SuppressWarnings("unchecked")
    <T> SideInput<List<T>> sideInput(Dataset<T> values, @Nullable String name) {
        return (SideInput<List<T>>) (SideInput<?>) side(values, "list", name, Collections::unmodifiableList);
    }

    @SuppressWarnings("unchecked")
    <K, T> SideInput<Map<K, T>> sideInput(Dataset<T> values, Fn<? super T, ? extends K> key, @Nullable String name) {
        Fn<Object, Object> keyOf = (Fn<Object, Object>) (Fn<?, ?>) key;
        Type type = FunctionTypes.result(key, Fn.class, stepOf(values).type());
        return (SideInput<Map<K, T>>) (SideInput<?>)
                side(values, "map " + FunctionNames.of(key), name, records -> byKey(records, keyOf, emptyMap(type)));
    }

    /** @param name what the user calls it; null for its kind and number */
    FlowStep step(String kind, String detail, List<FlowStep> inputs, Type type, @Nullable String name) {
        if (closed) {
            throw new CodeException(
                    "Cannot add step '" + kind + "': the pipeline is defined already. Use the flow in define only",
                    Where.UNKNOWN);
        }
        FlowStep step = new FlowStep(steps.size(), kind, detail, inputs, type, name);
        steps.add(step);
        return step;
    }

    /** A channel that {@code step} reads. */
    Channel newChannel(FlowStep step, Channel.Mode mode, Channel.Contents contents, int partitions) {
        Channel channel = new Channel(channels.size(), step.name(), mode, contents, partitions);
        channels.add(channel);
        return channel;
    }

    int newJoin() {
        return joins++;
    }

    int newWrite() {
        return writes++;
    }

    /** The step behind a dataset of this flow. */
    FlowStep stepOf(Dataset<?> dataset) {
        if (dataset instanceof StepDataset<?> own && own.flow() == this) {
            return own.step();
        }
        throw new CodeException("Cannot use a dataset of another flow. Read it in this one", Where.UNKNOWN);
    }

    private SideValue side(Dataset<?> values, String detail, @Nullable String name, SideValue.View view) {
        FlowStep input = stepOf(values);
        FlowStep step = step("sideInput", detail, List.of(input), input.type(), name);
        Codec<Object> codec = StepCodecs.compact(input.type(), "records of step '" + input.name() + "'", step.name());
        Channel channel = newChannel(step, Channel.Mode.HASH, Channel.Contents.RECORDS, 0);
        SideValue side = new SideValue(channel.id(), step.name(), codec, view);
        sides.add(side);
        step.become(new Op.Output(
                () -> new ShuffleSink(
                        step.name(), side.channel(), record -> UnitCodec.UNIT, new UnitCodec(), null, null, codec),
                Captured.sides()));
        return side;
    }

    /** Of keys that have no encoding only their own {@code equals} is known. */
    private static Map<Object, Object> emptyMap(Type keys) {
        if (Codecs.isEqualInJava(keys) || !Types.isKnown(keys)) {
            return new LinkedHashMap<>();
        }
        try {
            return new MapByEncoding(Codecs.nullable(keys));
        } catch (UnsupportedTypeException e) {
            if (Types.raw(keys).isArray()) {
                throw new CodeException(
                        "Cannot make a map of a side input by " + Types.describe(keys)
                                + ": such an array is equal to nothing but itself. Use a List, or byte[]",
                        Where.UNKNOWN);
            }
            return new LinkedHashMap<>();
        }
    }

    /** Entries stand in the order of the records, which is that of their encodings: the same in every task and run. */
    private static Map<Object, Object> byKey(List<Object> records, Fn<Object, Object> key, Map<Object, Object> map)
            throws Exception {
        for (Object record : records) {
            Object name = key.apply(record);
            if (map.put(name, record) != null) {
                throw new CodeException(
                        "Cannot make a map of a side input: several records have key '" + name + "'", Where.UNKNOWN);
            }
        }
        return Collections.unmodifiableMap(map);
    }
}
