package io.anabranch.runtime.flow;

import io.anabranch.JoinStrategy;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.JoinProbe;
import io.anabranch.runtime.graph.JoinedGroups;
import io.anabranch.runtime.graph.JoinedGroups.JoinSide;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.Sink;
import java.lang.reflect.Type;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Lays out a join both ways: as an exchange, and as a probe of the broadcast right side. Input 0 is the left side. */
final class JoinBuilder {
    private final FlowGraph flow;
    private final FlowStep step;
    private final FlowStep left;
    private final FlowStep right;
    private final boolean keepLeft;
    private final boolean keepRight;
    private final Codec<Object> leftCodec;
    private final Codec<Object> rightCodec;

    JoinBuilder(FlowGraph flow, FlowStep step, boolean keepLeft, boolean keepRight) {
        this.flow = flow;
        this.step = step;
        this.left = step.inputs().get(0);
        this.right = step.inputs().get(1);
        this.keepLeft = keepLeft;
        this.keepRight = keepRight;
        this.leftCodec = records(left);
        this.rightCodec = records(right);
    }

    /** A join whose keys are known. */
    final class Keyed {
        private final Fn<Object, Object> leftKey;
        private final Fn<Object, Object> rightKey;
        private final Codec<Object> keyCodec;

        private Keyed(Fn<Object, Object> leftKey, Fn<Object, Object> rightKey, Codec<Object> keyCodec) {
            this.leftKey = leftKey;
            this.rightKey = rightKey;
            this.keyCodec = keyCodec;
        }

        void build(Fn2<Object, Object, Object> joined, JoinStrategy strategy) {
            int id = flow.newJoin();
            Channel leftChannel = channel();
            Channel rightChannel = channel();
            SortedSet<Integer> joinedSides = Captured.sides(joined);
            List<Supplier<Sink>> sinks = List.of(
                    () -> new ShuffleSink(step.name(), leftChannel.id(), leftKey, keyCodec, null, null, leftCodec),
                    () -> new ShuffleSink(step.name(), rightChannel.id(), rightKey, keyCodec, null, null, rightCodec));
            Op.Exchange repartition = new Op.Exchange(
                    List.of(leftChannel, rightChannel),
                    sinks,
                    List.of(Captured.sides(leftKey), Captured.sides(rightKey)),
                    next -> new JoinedGroups(
                            step.name(),
                            new JoinSide(rightChannel.id(), rightCodec, keepRight),
                            new JoinSide(leftChannel.id(), leftCodec, keepLeft),
                            keyCodec,
                            joined,
                            next),
                    joinedSides);
            SortedSet<Integer> probeSides = Captured.sides(leftKey, joined);
            probeSides.add(rightChannel.id());
            Op.Narrow broadcast = new Op.Narrow(
                    next -> new JoinProbe(
                            step.name(),
                            rightChannel.id(),
                            new JoinProbe.Left(leftKey, keepLeft, Types.isImmutable(left.type())),
                            keyCodec,
                            rightCodec,
                            joined,
                            next),
                    probeSides);
            step.become(new Op.Join(id, strategy, repartition, broadcast));
        }

        private Channel channel() {
            return flow.newChannel(step, Channel.Mode.HASH, Channel.Contents.RECORDS, 0);
        }
    }

    /** @throws CodeException if the keys are of different types, and so could never be equal */
    Keyed keys(Fn<Object, Object> leftKey, Fn<Object, Object> rightKey) {
        return keys(leftKey, rightKey, FunctionTypes.result(rightKey, Fn.class, right.type()));
    }

    /** @param rightType what {@code rightKey} gives, where that cannot be read from it */
    Keyed keys(Fn<Object, Object> leftKey, Fn<Object, Object> rightKey, Type rightType) {
        Type leftType = FunctionTypes.result(leftKey, Fn.class, left.type());
        if (!leftType.equals(rightType)) {
            throw new CodeException(
                    "Cannot join in step '" + step.name() + "': the left key is " + Types.describe(leftType)
                            + ", the right key is " + Types.describe(rightType) + ". Make them the same type",
                    Where.UNKNOWN);
        }
        return new Keyed(leftKey, rightKey, StepCodecs.keys(leftType, step.name()));
    }

    private Codec<Object> records(FlowStep input) {
        return StepCodecs.compact(input.type(), "records of step '" + input.name() + "'", step.name());
    }
}
