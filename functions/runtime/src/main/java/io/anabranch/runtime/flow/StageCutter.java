package io.anabranch.runtime.flow;

import io.anabranch.JoinStrategy;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.Counters;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.JoinPoint;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.SideValue;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a flow into stages.
 *
 * <p>A path begins at a read or behind an exchange, and ends in a sink. All paths of one beginning that need the same channels to be complete
 * (side inputs, broadcast sides, the right side of an open join) form a stage; so do the paths of all reads. Stages run in topological order,
 * where there is a choice in the order of the flow.
 */
final class StageCutter {
    private final List<FlowStep> steps;
    private final List<SideValue> sides;
    private final List<Channel> channels;
    private final Decisions decisions;

    StageCutter(List<FlowStep> steps, List<SideValue> sides, List<Channel> channels, Decisions decisions) {
        this.steps = steps;
        this.sides = sides;
        this.channels = channels;
        this.decisions = decisions;
    }

    StageGraph cut(String fingerprint, Counters counters) {
        List<StageDraft> ordered = ordered(drafts());
        List<Stage> stages = new ArrayList<>();
        for (StageDraft draft : ordered) {
            stages.add(draft.numbered(stages.size()));
        }
        return new StageGraph(stages, channels, joins(ordered), writes(), sides, fingerprint, counters);
    }

    private List<StageDraft> drafts() {
        SortedMap<SortedSet<Integer>, StageDraft> reads = new TreeMap<>(Need::compare);
        List<StageDraft> drafts = new ArrayList<>();
        for (FlowStep step : steps) {
            Op op = step.op();
            if (op instanceof Op.Read read) {
                for (SortedSet<Integer> awaited : needs(step, Need.NOTHING)) {
                    Set<Integer> whole = new TreeSet<>();
                    TreeBuilder tree = tree(awaited, whole);
                    List<Node> next = tree.after(step, Need.NOTHING);
                    ReadSource source = new ReadSource(
                            read.index(), step.name(), read.format(), read.input(), tree.repeatsSource(), next);
                    reads.computeIfAbsent(awaited, key -> new StageDraft(-1, key))
                            .read(source, whole);
                }
                continue;
            }
            Op.Exchange exchange = exchange(op);
            if (exchange != null) {
                Need need = Need.NOTHING.reading(exchange.sourceSides());
                for (SortedSet<Integer> awaited : needs(step, need)) {
                    StageDraft draft = new StageDraft(step.id(), awaited);
                    Set<Integer> whole = new TreeSet<>();
                    TreeBuilder tree = tree(awaited, whole);
                    List<Node> next = tree.after(step, need);
                    draft.begin(exchange.source().apply(next), tree.repeatsSource(), whole);
                    drafts.add(draft);
                }
            }
        }
        drafts.addAll(reads.values());
        return drafts;
    }

    private Set<SortedSet<Integer>> needs(FlowStep step, Need need) {
        Set<SortedSet<Integer>> found = new TreeSet<>(Need::compare);
        new TreeBuilder(decisions, each -> {
                    found.add(each.awaited());
                    return false;
                })
                .after(step, need);
        return found;
    }

    /** Builds the nodes that need just {@code awaited}; adds the channels that they read whole to {@code whole}. */
    private TreeBuilder tree(SortedSet<Integer> awaited, Set<Integer> whole) {
        return new TreeBuilder(decisions, each -> {
            boolean here = each.awaited().equals(awaited);
            if (here) {
                whole.addAll(each.whole());
            }
            return here;
        });
    }

    /** The exchange that {@code op} is, or is laid out as; null if it is none. */
    private Op.@Nullable Exchange exchange(Op op) {
        if (op instanceof Op.Join join) {
            return TreeBuilder.strategy(join, decisions) == JoinStrategy.BROADCAST ? null : join.repartition();
        }
        return op instanceof Op.Exchange exchange ? exchange : null;
    }

    private static List<StageDraft> ordered(List<StageDraft> drafts) {
        List<StageDraft> waiting = new ArrayList<>(drafts);
        waiting.sort(StageDraft.ORDER);
        List<StageDraft> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Set<Integer> missing = new TreeSet<>();
            waiting.forEach(draft -> missing.addAll(draft.produced()));
            StageDraft next = waiting.stream()
                    .filter(draft -> draft.needed().stream().noneMatch(missing::contains))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Cannot order the stages: they wait for each other"));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private List<JoinPoint> joins(List<StageDraft> ordered) {
        List<JoinPoint> joins = new ArrayList<>();
        for (FlowStep step : steps) {
            if (step.op() instanceof Op.Join join) {
                int after = -1;
                for (int stage = 0; stage < ordered.size(); stage++) {
                    after = ordered.get(stage).produced().contains(join.rightChannel()) ? stage : after;
                }
                JoinStrategy strategy = TreeBuilder.strategy(join, decisions);
                joins.add(new JoinPoint(join.id(), step.name(), join.rightChannel(), strategy, after));
            }
        }
        joins.sort(Comparator.comparingInt(JoinPoint::id));
        return joins;
    }

    private List<WriteSink> writes() {
        List<WriteSink> writes = new ArrayList<>();
        for (FlowStep step : steps) {
            if (step.op() instanceof Op.Output output && output.sink().get() instanceof WriteSink write) {
                writes.add(write);
            }
        }
        return writes;
    }
}
