package io.anabranch.runtime.barrier;

import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.FilterNode;
import io.anabranch.runtime.graph.FlatMapNode;
import io.anabranch.runtime.graph.JoinProbe;
import io.anabranch.runtime.graph.MapNode;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.Source;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.WriteSink;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sinks that a stage's trees lead to. */
final class Reached {
    private final Set<Integer> writes = new TreeSet<>();
    private final Set<Integer> channels = new TreeSet<>();

    private Reached() {}

    static Reached by(Stage stage) {
        Reached reached = new Reached();
        for (Source source : stage.sources()) {
            reached.visit(source.next());
        }
        return reached;
    }

    /** Indexes of writes. */
    Set<Integer> writes() {
        return writes;
    }

    /** Ids of channels. */
    Set<Integer> channels() {
        return channels;
    }

    private void visit(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof MapNode map) {
                visit(map.next());
            } else if (node instanceof FilterNode filter) {
                visit(filter.next());
            } else if (node instanceof FlatMapNode flatMap) {
                visit(flatMap.next());
            } else if (node instanceof JoinProbe probe) {
                visit(probe.next());
            } else if (node instanceof WriteSink write) {
                writes.add(write.index());
            } else if (node instanceof ShuffleSink shuffle) {
                channels.add(shuffle.channel());
            } else if (node instanceof CombineSink combine) {
                channels.add(combine.channel());
            } else {
                throw new IllegalArgumentException(
                        "Unknown node: " + node.getClass().getName());
            }
        }
    }
}
