package io.anabranch.runtime.graph;

import java.util.ArrayList;
import java.util.List;

/** A graph as an indented text, for people. */
final class GraphText {
    private final StageGraph graph;
    private final StringBuilder text = new StringBuilder();

    GraphText(StageGraph graph) {
        this.graph = graph;
    }

    String print() {
        for (Stage stage : graph.stages()) {
            text.append("stage ").append(stage.id());
            if (!stage.wholeChannels().isEmpty()) {
                text.append(" with all of ").append(names(stage.wholeChannels()));
            }
            text.append('\n');
            for (Source source : stage.sources()) {
                line(1, source.name() + " <- " + origin(source));
                source.next().forEach(node -> node(2, node));
            }
        }
        return text.toString();
    }

    /** Where a source reads. */
    String origin(Source source) {
        return source instanceof ReadSource read
                ? Labels.format(read.format()) + " " + read.input()
                : names(source.channels());
    }

    private void node(int depth, Node node) {
        line(depth, node.name() + Labels.target(graph, node));
        Nodes.next(node).forEach(next -> node(depth + 1, next));
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private String names(List<Integer> channels) {
        List<String> names = new ArrayList<>();
        channels.forEach(channel -> names.add(Labels.channel(graph.channels().get(channel))));
        return String.join(", ", names);
    }
}
