package io.anabranch.runtime.graph;

/** A graph in the language of Graphviz: a cluster for each stage, dashed edges for channels. */
final class GraphDot {
    private final StageGraph graph;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder edges = new StringBuilder();
    private int nodes;

    GraphDot(StageGraph graph) {
        this.graph = graph;
    }

    String print() {
        text.append("digraph pipeline {\n  node [shape=box];\n");
        graph.channels().forEach(channel -> {
            if (isUsed(channel)) {
                text.append(
                        "  c%d [shape=ellipse, label=%s];\n".formatted(channel.id(), quoted(Labels.channel(channel))));
            }
        });
        for (Stage stage : graph.stages()) {
            text.append("  subgraph cluster_%d {\n    label=\"stage %d\";\n".formatted(stage.id(), stage.id()));
            stage.sources().forEach(this::source);
            text.append("  }\n");
        }
        return text.append(edges).append("}\n").toString();
    }

    private void source(Source source) {
        int id = box(source.name() + (source instanceof ReadSource ? "\n" + new GraphText(graph).origin(source) : ""));
        for (int channel : source.channels()) {
            edges.append("  c%d -> n%d [style=dashed];\n".formatted(channel, id));
        }
        source.next().forEach(node -> node(id, node));
    }

    private void node(int parent, Node node) {
        int id = box(node.name() + (node instanceof WriteSink write ? "\n" + write.output() : ""));
        edges.append("  n%d -> n%d;\n".formatted(parent, id));
        Integer channel = Nodes.channelWritten(node);
        if (channel != null) {
            edges.append("  n%d -> c%d [style=dashed];\n".formatted(id, channel));
        }
        if (Nodes.work(node) instanceof JoinProbe probe) {
            edges.append("  c%d -> n%d [style=dotted];\n".formatted(probe.channel(), id));
        }
        Nodes.next(node).forEach(next -> node(id, next));
    }

    private int box(String label) {
        text.append("    n%d [label=%s];\n".formatted(nodes, quoted(label)));
        return nodes++;
    }

    private boolean isUsed(Channel channel) {
        return graph.stages().stream()
                .anyMatch(stage -> stage.wholeChannels().contains(channel.id())
                        || stage.sources().stream()
                                .anyMatch(source -> source.channels().contains(channel.id())));
    }

    private static String quoted(String label) {
        return '"' + label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
