package io.anabranch.runtime.barrier;

import io.anabranch.JoinStrategy;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.JoinPoint;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Decides open joins by the sizes that are really there. */
final class JoinDecider {
    private JoinDecider() {}

    /**
     * The decisions that can be taken when {@code stage} has ended, added to those that were.
     *
     * @param channelBytes compressed bytes of a channel that is complete
     * @param broadcastBytes the largest side that is broadcast
     */
    static Decisions decide(
            int stage, List<JoinPoint> joins, Decisions before, IntToLongFunction channelBytes, long broadcastBytes) {
        Decisions decisions = before;
        for (JoinPoint join : joins) {
            if (join.strategy() == JoinStrategy.AUTO
                    && join.afterStage() <= stage
                    && before.of(join.id()) == JoinStrategy.AUTO) {
                boolean small = channelBytes.applyAsLong(join.rightChannel()) <= broadcastBytes;
                decisions = decisions.with(join.id(), small ? JoinStrategy.BROADCAST : JoinStrategy.REPARTITION);
            }
        }
        return decisions;
    }
}
