package io.anabranch.states.engine;

import io.anabranch.states.model.State;

/** Chooses what a visit does by the type of its state. */
final class StateRuns {
    private StateRuns() {}

    static StateRun create(Visit visit, State state) {
        if (state instanceof State.Pass pass) {
            return new PassRun(visit, pass);
        }
        if (state instanceof State.Task task) {
            return new TaskRun(visit, task);
        }
        if (state instanceof State.Choice choice) {
            return new ChoiceRun(visit, choice);
        }
        if (state instanceof State.Wait wait) {
            return new WaitRun(visit, wait);
        }
        if (state instanceof State.Succeed succeed) {
            return new SucceedRun(visit, succeed);
        }
        if (state instanceof State.Fail fail) {
            return new FailRun(visit, fail);
        }
        if (state instanceof State.Parallel parallel) {
            return new ParallelRun(visit, parallel);
        }
        State.Map map = (State.Map) state;
        return map.distributed() == null
                ? new InlineMapRun(visit, map)
                : new DistributedMapRun(visit, map, map.distributed());
    }
}
