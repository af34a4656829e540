package io.anabranch.runtime.flow;

import io.anabranch.JoinStrategy;
import io.anabranch.function.Condition;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.FilterNode;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The left records that have a partner, or those that have none, in terms of the other operations: a join with the right side's keys. */
final class Partners {
    /** In place of a left record that has a partner. */
    private static final Object FOUND = new Object();

    private static final Fn<Object, Object> ITSELF = record -> record;
    private static final Fn2<Object, Object, Object> LEFT = (left, right) -> left;
    private static final Fn2<Object, @Nullable Object, Object> LEFT_ALONE =
            (left, right) -> right == null ? left : FOUND;
    private static final Condition<Object> ALONE = record -> record != FOUND;

    private final FlowGraph flow;
    private final String kind;
    private final @Nullable String name;
    private final FlowStep left;
    private final FlowStep right;
    private final Fn<Object, Object> leftKey;
    private final Fn<Object, Object> rightKey;

    Partners(
            FlowGraph flow,
            String kind,
            @Nullable String name,
            FlowStep left,
            FlowStep right,
            Fn<Object, Object> leftKey,
            Fn<Object, Object> rightKey) {
        this.flow = flow;
        this.kind = kind;
        this.name = name;
        this.left = left;
        this.right = right;
        this.leftKey = leftKey;
        this.rightKey = rightKey;
    }

    FlowStep semi() {
        return joined(kind, name, false, LEFT);
    }

    FlowStep anti() {
        FlowStep marked = joined(kind + " join", part("join"), true, LEFT_ALONE);
        FlowStep alone = flow.step(kind, "", List.of(marked), left.type(), name);
        alone.become(new Op.Narrow(nodes -> new FilterNode(alone.name(), ALONE, nodes), Captured.sides()));
        return alone;
    }

    /** A key is enough, and each one once: else a left record would come out for each of its partners. */
    private FlowStep joined(
            String stepKind, @Nullable String called, boolean keepLeft, Fn2<Object, Object, Object> pair) {
        FlowStep keys = distinctKeys();
        FlowStep step = flow.step(stepKind, FunctionNames.of(leftKey), List.of(left, keys), left.type(), called);
        new JoinBuilder(flow, step, keepLeft, false)
                .keys(leftKey, ITSELF, keys.type())
                .build(pair, JoinStrategy.AUTO);
        return step;
    }

    /** Without null, which has no partner. */
    private FlowStep distinctKeys() {
        Type type = FunctionTypes.result(rightKey, Fn.class, right.type());
        FlowStep keys = flow.step(kind + " keys", FunctionNames.of(rightKey), List.of(right), type, part("keys"));
        Codec<Object> codec = StepCodecs.keys(type, keys.name());
        Aggregation keep = new AggregationBuilder(type, keys.name()).build((key, results, out) -> {
            if (key != null) {
                out.emit(key);
            }
        });
        Channel channel = flow.newChannel(keys, Channel.Mode.HASH, Channel.Contents.ACCUMULATORS, 0);
        keys.become(Exchanges.aggregate(
                keys, channel, rightKey, codec, keep, false, Captured.sides(rightKey), Captured.sides()));
        return keys;
    }

    private @Nullable String part(String what) {
        return name == null ? null : name + " (" + what + ")";
    }
}
