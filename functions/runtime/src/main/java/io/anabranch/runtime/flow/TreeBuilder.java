package io.anabranch.runtime.flow;

import io.anabranch.JoinStrategy;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.Repeated;
import io.anabranch.runtime.graph.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Builds the tree of nodes behind a source, up to the sinks. Paths differ in what they need, so that one source may have trees in
 * several stages: {@code wanted} says which sinks belong to this one. A step that several of them need is run by each, and is the own one of
 * that which its first path ends in: a choice that no decision on a join can change once one of the stages has run, for the stage
 * of an open join waits for the decision.
 */
final class TreeBuilder {
    private final Decisions decisions;
    private final Predicate<Need> wanted;
    /** Of each path's end that was come to, whether it is wanted. */
    private final List<Boolean> ends = new ArrayList<>();

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

    /** Whether the source itself is another stage's own; known when its tree has been built. */
    boolean repeatsSource() {
        return !ends.get(0);
    }

    private List<Node> narrow(FlowStep step, Op.Narrow narrow, Need need) {
        int first = ends.size();
        List<Node> next = after(step, need.reading(narrow.sides()));
        if (next.isEmpty()) {
            return next;
        }
        Node node = narrow.node().apply(next);
        return List.of(ends.get(first) ? node : new Repeated(node));
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
        boolean here = wanted.test(need);
        ends.add(here);
        return here ? List.of(sink.get()) : List.of();
    }
}
