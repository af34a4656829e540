package io.anabranch.runtime.flow;

import io.anabranch.Dataset;
import io.anabranch.JoinStrategy;
import io.anabranch.Joined;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs of a join, for which there is no step before it is known what becomes of them. */
final class StepJoin<L extends @Nullable Object, R extends @Nullable Object> implements Joined<L, R> {
    private final FlowGraph flow;
    private final Sides sides;
    private final Fn<Object, Object> leftKey;
    private final Fn<Object, Object> rightKey;
    private final JoinStrategy strategy;

    /**
     * What is joined.
     *
     * @param name what the user calls the step; null for its kind and number
     */
    record Sides(
            String kind, @Nullable String name, FlowStep left, FlowStep right, boolean keepLeft, boolean keepRight) {}

    StepJoin(
            FlowGraph flow,
            Sides sides,
            Fn<Object, Object> leftKey,
            Fn<Object, Object> rightKey,
            JoinStrategy strategy) {
        this.flow = flow;
        this.sides = sides;
        this.leftKey = leftKey;
        this.rightKey = rightKey;
        this.strategy = strategy;
    }

    @Override
    public Joined<L, R> strategy(JoinStrategy other) {
        if (other == JoinStrategy.BROADCAST && sides.keepRight()) {
            throw new CodeException(
                    "Cannot broadcast the right side of " + sides.kind()
                            + (sides.name() == null ? "" : " '" + sides.name() + "'")
                            + ": no task could tell which of its records have no partner. Use REPARTITION, or a left"
                            + " join",
                    Where.UNKNOWN);
        }
        return new StepJoin<>(flow, sides, leftKey, rightKey, other);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> Dataset<V> map(Fn2<? super L, ? super R, ? extends V> pair) {
        // What no task could do is not left open either.
        JoinStrategy laidOut = sides.keepRight() ? JoinStrategy.REPARTITION : strategy;
        Type type = FunctionTypes.result(pair, Fn2.class, sides.left().type());
        String detail = laidOut + " " + FunctionNames.of(leftKey) + " " + FunctionNames.of(rightKey) + " "
                + FunctionNames.of(pair);
        FlowStep step = flow.step(sides.kind(), detail, List.of(sides.left(), sides.right()), type, sides.name());
        new JoinBuilder(flow, step, sides.keepLeft(), sides.keepRight())
                .keys(leftKey, rightKey)
                .build((Fn2<Object, Object, Object>) (Fn2<?, ?, ?>) pair, laidOut);
        return new StepDataset<>(flow, step);
    }
}
