package io.anabranch.runtime.flow;

import io.anabranch.JoinStrategy;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Builds the tree of nodes behind a source, up to the sinks. Paths differ in what they need, so that one source may have trees in
 * several stages: {@code wanted} says which sinks belong to this one.
 */
final class TreeBuilder {
    private final Decisions decisions;
    private final Predicate<Need> wanted;

    TreeBuilder(Decisions decisions, Predicate<Need> wanted) {
        this.decisions = decisions;
        this.wanted = wanted;
    }

    /** How a join is laid out. */
    static JoinStrategy strategy(Op.Join join, Decisions decisions) {
        return join.asked() == JoinStrategy.AUTO ? decisions.of(join.id()) : join.asked();
    }

    /** What follows {@code step}. */
    List<Node> after(FlowStep step, Need need) {
        List<Node> nodes = new ArrayList<>();
        for (FlowStep.Consumer consumer : step.consumers()) {
            nodes.addAll(branch(consumer.step(), consumer.input(), need));
        }
        return nodes;
    }

    private List<Node> branch(FlowStep step, int input, Need need) {
        Op op = step.op();
        if (op instanceof Op.Narrow narrow) {
            return narrow(step, narrow, need);
        }
        if (op instanceof Op.Union) {
            return after(step, need);
        }
        if (op instanceof Op.Exchange exchange) {
            return exchange(exchange, input, need);
        }
        if (op instanceof Op.Join join) {
            return join(step, join, input, need);
        }
        if (op instanceof Op.Output output) {
            return leaf(output.sink(), need.reading(output.sides()));
        }
        throw new IllegalStateException("Cannot send records into step '" + step.name() + "'");
    }

    private List<Node> narrow(FlowStep step, Op.Narrow narrow, Need need) {
        List<Node> next = after(step, need.reading(narrow.sides()));
        return next.isEmpty() ? next : List.of(narrow.node().apply(next));
    }

    private List<Node> join(FlowStep step, Op.Join join, int input, Need need) {
        boolean broadcast = strategy(join, decisions) == JoinStrategy.BROADCAST;
        if (input == 0 && broadcast) {
            return narrow(step, join.broadcast(), need);
        }
        // While the strategy is open, the left side waits for the right one, whose size decides.
        boolean waits = input == 0 && join.asked() == JoinStrategy.AUTO;
        SortedSet<Integer> awaited = new TreeSet<>();
        if (waits) {
            awaited.add(join.rightChannel());
        }
        return exchange(join.repartition(), input, need.awaiting(awaited));
    }

    private List<Node> exchange(Op.Exchange exchange, int input, Need need) {
        return leaf(
                exchange.sinks().get(input), need.reading(exchange.sinkSides().get(input)));
    }

    private List<Node> leaf(Supplier<Sink> sink, Need need) {
        return wanted.test(need) ? List.of(sink.get()) : List.of();
    }
}
