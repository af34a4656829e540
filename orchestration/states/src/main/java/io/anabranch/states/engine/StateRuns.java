package io.anabranch.states.engine;

import io.anabranch.states.model.State;
import io.anabranch.states.semantics.ImmediateStates;

/** Chooses what a visit does by the type of its state. */
final class StateRuns {
    private StateRuns() {}

    static StateRun create(Visit visit, State state) {
        if (state instanceof State.Pass pass) {
            return new ImmediateRun(visit, raw -> ImmediateStates.pass(pass, visit.processing(), raw));
        }
        if (state instanceof State.Task task) {
            return new TaskRun(visit, task);
        }
        if (state instanceof State.Choice choice) {
            return new ImmediateRun(visit, raw -> ImmediateStates.choice(choice, visit.processing(), raw));
        }
        if (state instanceof State.Wait wait) {
            return new WaitRun(visit, wait);
        }
        if (state instanceof State.Succeed succeed) {
            return new ImmediateRun(visit, raw -> ImmediateStates.succeed(succeed, visit.processing(), raw));
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
