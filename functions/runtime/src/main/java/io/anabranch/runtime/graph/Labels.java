package io.anabranch.runtime.graph;

import io.anabranch.format.Format;
import java.util.Locale;

/** Short names for what is in a graph. */
final class Labels {
    private Labels() {}

    static String channel(Channel channel) {
        String order = channel.partitions() > 0
                ? channel.partitions() + " partitions"
                : channel.mode().name().toLowerCase(Locale.ROOT);
        return "channel " + channel.id() + " (" + order + " "
                + channel.contents().name().toLowerCase(Locale.ROOT) + ")";
    }

    static String format(Format<?> format) {
        return format.extension() + " of " + format.type().getSimpleName();
    }

    /** Where a sink leads, or which side a probe looks up; empty for other nodes. */
    static String target(StageGraph graph, Node node) {
        Integer channel = Nodes.channelWritten(node);
        if (channel != null) {
            return " -> " + channel(graph.channels().get(channel));
        }
        if (node instanceof WriteSink write) {
            return " -> " + format(write.format()) + " " + write.output();
        }
        return Nodes.work(node) instanceof JoinProbe probe ? " (broadcast of channel " + probe.channel() + ")" : "";
    }
}
