package io.anabranch.states.map;

import io.anabranch.states.Outcome;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A child of a map run: an execution with a loop of its own. Thread-safe. */
public interface ChildExecution {
    String arn();

    String name();

    void start();

    /** Aborts it, unless it is over. */
    void stop(@Nullable String error, @Nullable String cause);

    /** Runs on from where it failed, timed out or was aborted. */
    void redrive();

    /** Completes with the outcome, on the child's loop; a redrive makes a new one. */
    CompletableFuture<Outcome> done();

    /** Null while it runs. */
    @Nullable
    Outcome outcome();

    /** Null before it was started. */
    @Nullable
    Instant startDate();

    /** Null while it runs. */
    @Nullable
    Instant stopDate();

    int redriveCount();
}
