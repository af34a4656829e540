package io.anabranch.runtime.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stages of a pipeline, in the order in which they run. A task takes its stage, and runs the trees of its sources.
 *
 * @param stages by id
 * @param channels by id; some may be unused, depending on decisions
 * @param joins by id
 * @param writes by index, each with the trees' {@link WriteSink}; the same write may be reached from several stages
 * @param sides the side inputs; a task loads those whose channel is among its stage's whole channels
 * @param fingerprint of the flow: equal in all processes that built the same pipeline with the same parameters
 * @param counters the pipeline's own; a graph's counters are its own
 */
public record StageGraph(
        List<Stage> stages,
        List<Channel> channels,
        List<JoinPoint> joins,
        List<WriteSink> writes,
        List<SideValue> sides,
        String fingerprint,
        Counters counters) {
    public StageGraph {
        stages = List.copyOf(stages);
        channels = List.copyOf(channels);
        joins = List.copyOf(joins);
        writes = List.copyOf(writes);
        sides = List.copyOf(sides);
    }

    /** The reads, by index; one that several stages share, once. */
    public Collection<ReadSource> reads() {
        SortedMap<Integer, ReadSource> reads = new TreeMap<>();
        for (Stage stage : stages) {
            stage.reads().forEach(read -> reads.putIfAbsent(read.read(), read));
        }
        return reads.values();
    }

    /** The graph for people. */
    public String text() {
        return new GraphText(this).print();
    }

    /** The graph for programs. */
    public ObjectNode json() {
        return new GraphJson(this).print();
    }

    /** The graph for Graphviz. */
    public String dot() {
        return new GraphDot(this).print();
    }
}
