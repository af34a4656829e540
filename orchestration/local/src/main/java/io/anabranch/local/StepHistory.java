package io.anabranch.local;

import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.Step;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.history.HistoryListener;
import java.util.Set;

/** Sees the steps of a run go by in its history, and passes the history on. */
final class StepHistory implements HistoryListener {
    private static final Set<String> PLANNING = Set.of("Plan", "Barrier");

    private final HistoryListener next;
    private final RunListener listener;

    StepHistory(HistoryListener next, RunListener listener) {
        this.next = next;
        this.listener = listener;
    }

    @Override
    public void onEvent(String executionArn, HistoryEvent event) {
        if (event.details() instanceof EventDetails.Exited exited
                && PLANNING.contains(exited.name())
                && exited.output().has("kind")) {
            listener.planned(RunJson.read(exited.output().toString(), Step.class, exited.name()));
        }
        next.onEvent(executionArn, event);
    }
}
