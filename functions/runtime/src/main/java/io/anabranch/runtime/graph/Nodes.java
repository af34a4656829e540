package io.anabranch.runtime.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all kinds of nodes have in common, for those who walk the trees. */
public final class Nodes {
    private Nodes() {}

    /** What {@code node} does, whether another stage does it too or not. */
    public static Node work(Node node) {
        return node instanceof Repeated repeated ? repeated.node() : node;
    }

    /** The nodes that {@code node} pushes to; none for a sink. */
    public static List<Node> next(Node node) {
        if (node instanceof Repeated repeated) {
            return next(repeated.node());
        }
        if (node instanceof MapNode map) {
            return map.next();
        }
        if (node instanceof FilterNode filter) {
            return filter.next();
        }
        if (node instanceof FlatMapNode flatMap) {
            return flatMap.next();
        }
        return node instanceof JoinProbe probe ? probe.next() : List.of();
    }

    /** The channel that {@code node} writes, or null if it writes none. */
    public static @Nullable Integer channelWritten(Node node) {
        if (node instanceof CombineSink combine) {
            return combine.channel();
        }
        return node instanceof ShuffleSink shuffle ? (Integer) shuffle.channel() : null;
    }
}
