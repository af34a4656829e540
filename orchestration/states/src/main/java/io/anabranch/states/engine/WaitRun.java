package io.anabranch.states.engine;

import io.anabranch.states.Environment;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.WaitTimes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for some seconds, or until a point in time. */
final class WaitRun implements StateRun {
    private final Visit visit;
    private final State.Wait state;
    private Scheduler.@Nullable Cancellable timer;

    WaitRun(Visit visit, State.Wait state) {
        this.visit = visit;
        this.state = state;
    }

    @Override
    public void run() {
        Environment seen = visit.processing().seen(visit.environment());
        Duration delay = WaitTimes.delay(
                state.until(), seen, visit.execution().ports().scheduler().now());
        timer = visit.execution().schedule(delay, this::over);
    }

    private void over() {
        timer = null;
        if (visit.active()) {
            visit.attempt(() -> visit.leave(visit.processing().passedOn(visit.environment())));
        }
    }

    @Override
    public void abort() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        visit.flow().appendAside(EventType.WAIT_STATE_ABORTED, EventDetails.None.INSTANCE);
    }
}
