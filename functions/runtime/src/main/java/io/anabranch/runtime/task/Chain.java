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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Builds the links of a stage from its tree of nodes, sinks first. */
final class Chain {
    private final Outputs outputs;
    private final Tally tally;
    private final Counters counters;
    private final Passage passage;
    private final RecordOffset place;
    private final boolean mayRefuse;
    private final Function<JoinProbe, BroadcastTable> tables;
    private final List<Waiting> waiting = new ArrayList<>();

    /** @param mayRefuse whether single records may be taken back: then none waits for another */
    Chain(
            Outputs outputs,
            Tally tally,
            Counters counters,
            Passage passage,
            RecordOffset place,
            boolean mayRefuse,
            Function<JoinProbe, BroadcastTable> tables) {
        this.outputs = outputs;
        this.tally = tally;
        this.counters = counters;
        this.passage = passage;
        this.place = place;
        this.mayRefuse = mayRefuse;
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

    /** Lets records go on that wait for others: there are no more for now. */
    void flush() {
        boolean paused = counters.pause(false);
        // Made from the sinks upwards.
        for (int i = waiting.size() - 1; i >= 0; i--) {
            waiting.get(i).flush();
        }
        counters.pause(paused);
    }

    private Emitter<Object> link(Node node) {
        if (node instanceof Repeated repeated) {
            UserCode code = new UserCode(node.name(), passage, true);
            // What waits would be counted when it goes on.
            return counting(false, link(repeated.node(), code, true, next -> counting(true, of(next))));
        }
        return link(node, new UserCode(node.name(), passage), mayRefuse, this::of);
    }

    /** What has its functions counted, or not. */
    Emitter<Object> counting(boolean counts, Emitter<Object> link) {
        return new Links.Counting(counters, counts, link);
    }

    /** @param one whether no record may wait for another */
    private Emitter<Object> link(
            Node node, UserCode code, boolean one, Function<List<Node>, Emitter<Object>> following) {
        if (node instanceof MapNode map) {
            return new Links.Mapping(code, map.fn(), following.apply(map.next()));
        } else if (node instanceof FilterNode filter) {
            return new Links.Filtering(code, filter.test(), tally, following.apply(filter.next()));
        } else if (node instanceof FlatMapNode flatMap) {
            return new Links.FlatMapping(code, flatMap.fn(), tally, following.apply(flatMap.next()));
        } else if (node instanceof JoinProbe join) {
            Probing probing =
                    new Probing(join, code, tables.apply(join), tally, place, one, following.apply(join.next()));
            waiting.add(probing);
            return probing;
        } else if (node instanceof CombineSink combine) {
            Emitter<Object> combining = outputs.combine(combine, code, place, one);
            if (combining instanceof Waiting mayWait) {
                waiting.add(mayWait);
            }
            return combining;
        } else if (node instanceof ShuffleSink shuffle) {
            return outputs.shuffle(shuffle, code);
        } else if (node instanceof WriteSink write) {
            return outputs.write(write, code);
        }
        throw new IllegalStateException("Unknown node: " + node);
    }
}
