package io.anabranch.states.history;

/** Hears every event at the moment it is written, on the execution's own loop: return quickly, do not throw. */
@FunctionalInterface
public interface HistoryListener {
    HistoryListener NONE = (executionArn, event) -> {};

    void onEvent(String executionArn, HistoryEvent event);
}
