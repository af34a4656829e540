package io.anabranch.states.engine;

import io.anabranch.states.model.Distributed;
import io.anabranch.states.model.State;

/** Runs a child execution for each item or batch of items. */
final class DistributedMapRun implements StateRun {
    DistributedMapRun(Visit visit, State.Map state, Distributed distributed) {}

    @Override
    public void run() {
        throw new UnsupportedOperationException();
    }
}
