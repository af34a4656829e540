package io.anabranch.runtime.flow;

import io.anabranch.Flow;
import io.anabranch.Pipeline;
import io.anabranch.runtime.graph.Decisions;
import java.util.function.Consumer;

/** Flows for tests. */
final class Flows {
    record Nothing() {}

    private Flows() {}

    static FlowGraph of(Consumer<Flow> definition) {
        Pipeline<Nothing> pipeline = (flow, params) -> definition.accept(flow);
        return FlowGraph.of(pipeline, new Nothing());
    }

    static String text(Consumer<Flow> definition) {
        return of(definition).stages(Decisions.NONE).text();
    }
}
