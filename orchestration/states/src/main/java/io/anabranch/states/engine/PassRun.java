package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.model.State;

/** Passes its input on, or a fixed or computed result. */
record PassRun(Visit visit, State.Pass state) implements StateRun {
    @Override
    public void run() {
        if (state.common().jsonata()) {
            visit.pass(
                    visit.environment(),
                    state.common().assign(),
                    state.common().result(),
                    state.common().next());
            return;
        }
        JsonNode result =
                state.result() == null ? visit.effectiveInput(visit.environment(), state.parameters()) : state.result();
        visit.complete(result, null, state.resultPath());
    }
}
