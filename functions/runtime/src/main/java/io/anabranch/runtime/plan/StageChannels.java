package io.anabranch.runtime.plan;

import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.Nodes;
import io.anabranch.runtime.graph.Source;
import io.anabranch.runtime.graph.Stage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which channels a stage writes. */
public final class StageChannels {
    private StageChannels() {}

    /** Ids of the channels, each once, ascending. */
    public static Set<Integer> written(Stage stage) {
        Set<Integer> channels = new TreeSet<>();
        for (Source source : stage.sources()) {
            visit(source.next(), channels);
        }
        return channels;
    }

    private static void visit(List<Node> nodes, Set<Integer> channels) {
        for (Node node : nodes) {
            Integer channel = Nodes.channelWritten(node);
            if (channel != null) {
                channels.add(channel);
            }
            visit(Nodes.next(node), channels);
        }
    }
}
