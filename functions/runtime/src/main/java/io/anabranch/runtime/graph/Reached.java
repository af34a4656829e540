package io.anabranch.runtime.graph;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sinks that a stage's trees lead to. */
public final class Reached {
    private final Set<Integer> writes = new TreeSet<>();
    private final Set<Integer> channels = new TreeSet<>();

    private Reached() {}

    public static Reached by(Stage stage) {
        Reached reached = new Reached();
        for (Source source : stage.sources()) {
            reached.visit(source.next());
        }
        return reached;
    }

    /** Indexes of writes, ascending. */
    public Set<Integer> writes() {
        return writes;
    }

    /** Ids of channels, ascending. */
    public Set<Integer> channels() {
        return channels;
    }

    private void visit(List<Node> nodes) {
        for (Node node : nodes) {
            Integer channel = Nodes.channelWritten(node);
            if (channel != null) {
                channels.add(channel);
            } else if (node instanceof WriteSink write) {
                writes.add(write.index());
            }
            visit(Nodes.next(node));
        }
    }
}
