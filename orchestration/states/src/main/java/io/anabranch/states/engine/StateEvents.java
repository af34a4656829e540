package io.anabranch.states.engine;

import io.anabranch.states.history.EventType;
import io.anabranch.states.model.State;

/** The Entered and Exited events of each type of state. */
final class StateEvents {
    private StateEvents() {}

    static EventType entered(State state) {
        if (state instanceof State.Pass) {
            return EventType.PASS_STATE_ENTERED;
        }
        if (state instanceof State.Task) {
            return EventType.TASK_STATE_ENTERED;
        }
        if (state instanceof State.Choice) {
            return EventType.CHOICE_STATE_ENTERED;
        }
        if (state instanceof State.Wait) {
            return EventType.WAIT_STATE_ENTERED;
        }
        if (state instanceof State.Succeed) {
            return EventType.SUCCEED_STATE_ENTERED;
        }
        if (state instanceof State.Fail) {
            return EventType.FAIL_STATE_ENTERED;
        }
        return state instanceof State.Parallel ? EventType.PARALLEL_STATE_ENTERED : EventType.MAP_STATE_ENTERED;
    }

    static EventType exited(State state) {
        if (state instanceof State.Pass) {
            return EventType.PASS_STATE_EXITED;
        }
        if (state instanceof State.Task) {
            return EventType.TASK_STATE_EXITED;
        }
        if (state instanceof State.Choice) {
            return EventType.CHOICE_STATE_EXITED;
        }
        if (state instanceof State.Wait) {
            return EventType.WAIT_STATE_EXITED;
        }
        if (state instanceof State.Succeed) {
            return EventType.SUCCEED_STATE_EXITED;
        }
        return state instanceof State.Parallel ? EventType.PARALLEL_STATE_EXITED : EventType.MAP_STATE_EXITED;
    }
}
