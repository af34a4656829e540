package io.anabranch.testkit.disasters;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.flow.FlowGraph;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import java.util.List;
import java.util.SortedMap;

/** The graphs of one definition that reads one input and writes to one output, whatever pipeline is asked for. */
record DefinedGraphs(String code, Definition definition) implements Graphs {
    private record NoParams() {}

    /** Says to a flow what is done. */
    @FunctionalInterface
    interface Definition {
        void define(Flow flow, Input input, Output output);
    }

    @Override
    public StageGraph of(String pipeline, SortedMap<String, List<String>> params, Decisions decisions) {
        Pipeline<NoParams> defined = (flow, none) -> definition.define(
                flow,
                Input.of(params.getOrDefault("input", List.of())),
                Output.of(params.getOrDefault("output", List.of()).get(0)));
        return FlowGraph.of(defined, new NoParams()).stages(decisions);
    }
}
