package io.anabranch.runtime.catalog;

import io.anabranch.Pipeline;
import io.anabranch.runtime.flow.FlowGraph;
import java.util.List;
import java.util.Map;

/**
 * A pipeline with its parameters: all that is needed to build its graph, as often as one likes.
 *
 * @param name in kebab case
 * @param type of the pipeline
 * @param pipeline the object; stateless
 * @param params its parameters
 */
public record BoundPipeline(String name, Class<?> type, Pipeline<?> pipeline, Record params) {
    /** Builds the graph anew, with counters and side inputs of its own. */
    @SuppressWarnings("unchecked")
    public FlowGraph graph() {
        return FlowGraph.of((Pipeline<Record>) pipeline, params);
    }

    /** Binds {@code given} values to the parameters of {@code pipeline}. */
    static BoundPipeline of(PipelineCatalog.Entry entry, Map<String, List<String>> given) {
        return new BoundPipeline(
                entry.name(), entry.type(), entry.create(), entry.binder().bind(given));
    }
}
