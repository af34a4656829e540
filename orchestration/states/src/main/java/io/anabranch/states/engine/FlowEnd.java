package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.semantics.Failure;

/** Hears how a flow ends. */
interface FlowEnd {
    void succeeded(FlowRun flow, JsonNode output);

    void failed(FlowRun flow, Failure failure);
}
