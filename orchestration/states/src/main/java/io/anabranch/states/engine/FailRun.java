package io.anabranch.states.engine;

import io.anabranch.states.model.State;
import io.anabranch.states.semantics.ImmediateStates;

/** Ends its flow badly. */
record FailRun(Visit visit, State.Fail state) implements StateRun {
    @Override
    public void run() {
        visit.fail(ImmediateStates.fail(state, visit.processing(), visit.environment()));
    }
}
