package io.anabranch.runtime.catalog;

import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;

/** Graphs of pipelines that need not be classes of a jar; their code is what the test says it is. */
public record TestGraphs(BiFunction<String, Decisions, StageGraph> build, String code) implements Graphs {
    /** All of one code. */
    public TestGraphs(BiFunction<String, Decisions, StageGraph> build) {
        this(build, "c0de");
    }

    @Override
    public StageGraph of(String pipeline, SortedMap<String, List<String>> params, Decisions decisions) {
        return build.apply(pipeline, decisions);
    }
}
