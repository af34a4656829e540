package io.anabranch.states.engine;

import io.anabranch.states.semantics.Failure;

/** What a state does when it is entered. Called on the execution's loop only. */
interface StateRun {
    /** Does the state's work, or starts it; also for each retry. */
    void run();

    /** Stops what was started and writes that it was; the state will not be left. */
    default void abort() {}

    /** Goes on after the execution was redriven; what failed is done again, what succeeded is not. */
    default void redrive() {
        run();
    }

    /** The state fails for good: the last chance to write events before it is caught or its flow ends. */
    default void failing(Failure failure) {}
}
