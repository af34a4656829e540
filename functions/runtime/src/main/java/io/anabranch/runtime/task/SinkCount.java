package io.anabranch.runtime.task;

import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.FilterNode;
import io.anabranch.runtime.graph.FlatMapNode;
import io.anabranch.runtime.graph.JoinProbe;
import io.anabranch.runtime.graph.MapNode;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.Source;
import io.anabranch.runtime.graph.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the channels that a stage writes: its memory is shared among them. */
final class SinkCount {
    private final Set<Integer> channels = new HashSet<>();

    int channels(Stage stage) {
        for (Source source : stage.sources()) {
            visit(source.next());
        }
        return channels.size();
    }

    private void visit(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof CombineSink sink) {
                channels.add(sink.channel());
            } else if (node instanceof ShuffleSink sink) {
                channels.add(sink.channel());
            } else if (node instanceof MapNode map) {
                visit(map.next());
            } else if (node instanceof FilterNode filter) {
                visit(filter.next());
            } else if (node instanceof FlatMapNode flatMap) {
                visit(flatMap.next());
            } else if (node instanceof JoinProbe join) {
                visit(join.next());
            }
        }
    }
}
