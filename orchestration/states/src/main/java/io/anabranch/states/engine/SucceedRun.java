package io.anabranch.states.engine;

import io.anabranch.states.model.State;

/** Ends its flow well. */
record SucceedRun(Visit visit, State.Succeed state) implements StateRun {
    @Override
    public void run() {
        visit.pass(visit.environment(), state.common().assign(), state.common().result(), null);
    }
}
