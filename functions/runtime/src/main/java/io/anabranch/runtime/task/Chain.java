package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.Counters;
import io.anabranch.runtime.graph.FilterNode;
import io.anabranch.runtime.graph.FlatMapNode;
import io.anabranch.runtime.graph.JoinProbe;
import io.anabranch.runtime.graph.MapNode;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.Repeated;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.WriteSink;
import java.util.List;
import java.util.function.Function;

/** Builds the links of a stage from its tree of nodes, sinks first. */
final class Chain {
    private final Outputs outputs;
    private final Tally tally;
    private final Counters counters;
    private final Passage passage;
    private final Function<JoinProbe, BroadcastTable> tables;

    Chain(
            Outputs outputs,
            Tally tally,
            Counters counters,
            Passage passage,
            Function<JoinProbe, BroadcastTable> tables) {
        this.outputs = outputs;
        this.tally = tally;
        this.counters = counters;
        this.passage = passage;
        this.tables = tables;
    }

    /** What feeds all of {@code nodes}. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Emitter<Object> of(List<Node> nodes) {
        if (nodes.size() == 1) {
            return link(nodes.get(0));
        }
        Emitter<Object>[] next = new Emitter[nodes.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = link(nodes.get(i));
        }
        return new Links.Fork(next, tally);
    }

    private Emitter<Object> link(Node node) {
        if (node instanceof Repeated repeated) {
            UserCode code = new UserCode(node.name(), passage, true);
            return counting(false, link(repeated.node(), code, next -> counting(true, of(next))));
        }
        return link(node, new UserCode(node.name(), passage), this::of);
    }

    /** What has its functions counted, or not. */
    Emitter<Object> counting(boolean counts, Emitter<Object> link) {
        return new Links.Counting(counters, counts, link);
    }

    private Emitter<Object> link(Node node, UserCode code, Function<List<Node>, Emitter<Object>> following) {
        if (node instanceof MapNode map) {
            return new Links.Mapping(code, map.fn(), following.apply(map.next()));
        } else if (node instanceof FilterNode filter) {
            return new Links.Filtering(code, filter.test(), tally, following.apply(filter.next()));
        } else if (node instanceof FlatMapNode flatMap) {
            return new Links.FlatMapping(code, flatMap.fn(), tally, following.apply(flatMap.next()));
        } else if (node instanceof JoinProbe join) {
            return new Probing(join, code, tables.apply(join), tally, following.apply(join.next()));
        } else if (node instanceof CombineSink combine) {
            return outputs.combine(combine, code);
        } else if (node instanceof ShuffleSink shuffle) {
            return outputs.shuffle(shuffle, code);
        } else if (node instanceof WriteSink write) {
            return outputs.write(write, code);
        }
        throw new IllegalStateException("Unknown node: " + node);
    }
}
