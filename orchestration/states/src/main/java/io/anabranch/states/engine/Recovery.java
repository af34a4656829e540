package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.Catcher;
import io.anabranch.states.model.Retrier;
import io.anabranch.states.model.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Retry and Catch of one visit. */
final class Recovery {
    private final Visit visit;
    private final boolean counts;
    private final List<Retrier> retriers;
    private final List<Catcher> catchers;
    private final int[] retries;
    private int retryCount;
    private Scheduler.@Nullable Cancellable timer;

    private Recovery(Visit visit, boolean counts, List<Retrier> retriers, List<Catcher> catchers) {
        this.visit = visit;
        this.counts = counts;
        this.retriers = retriers;
        this.catchers = catchers;
        this.retries = new int[retriers.size()];
    }

    static Recovery of(Visit visit, State state) {
        if (state instanceof State.Task task) {
            return new Recovery(visit, true, task.retriers(), task.catchers());
        }
        if (state instanceof State.Parallel parallel) {
            return new Recovery(visit, true, parallel.retriers(), parallel.catchers());
        }
        if (state instanceof State.Map map) {
            return new Recovery(visit, true, map.retriers(), map.catchers());
        }
        return new Recovery(visit, false, List.of(), List.of());
    }

    /** {@code $$.State.RetryCount}; null in states that cannot be retried. */
    @Nullable
    Integer visibleRetryCount() {
        return counts ? retryCount : null;
    }

    void recover(Failure failure) {
        if (retry(failure)) {
            return;
        }
        visit.run().failing(failure);
        for (Catcher catcher : catchers) {
            if (failure.matches(catcher.errors())) {
                caught(failure, catcher);
                return;
            }
        }
        visit.failFlow(failure);
    }

    private boolean retry(Failure failure) {
        for (int i = 0; i < retries.length; i++) {
            Retrier retrier = retriers.get(i);
            if (failure.matches(retrier.errors())) {
                if (retries[i] >= retrier.maxAttempts()) {
                    return false;
                }
                retries[i]++;
                retryCount++;
                timer = visit.execution().schedule(delay(retrier, retries[i]), this::again);
                return true;
            }
        }
        return false;
    }

    private Duration delay(Retrier retrier, int retry) {
        double seconds = retrier.delaySeconds(retry);
        if (retrier.fullJitter()) {
            seconds *= visit.execution().ports().entropy().nextDouble();
        }
        return Duration.ofMillis(Math.round(Math.min(seconds, 100_000_000.0) * 1000));
    }

    private void again() {
        timer = null;
        if (visit.active()) {
            visit.attempt(visit.run()::run);
        }
    }

    private void caught(Failure failure, Catcher catcher) {
        ObjectNode errorOutput = JsonNodeFactory.instance.objectNode();
        errorOutput.put("Error", failure.error());
        errorOutput.put("Cause", failure.cause());
        try {
            visit.completeCaught(visit.environment(), errorOutput, catcher);
        } catch (StatesError e) {
            StatesError placed = e.at(visit.name(), visit.enteredEvent());
            visit.failFlow(new Failure(placed.error(), placed.causeText(), placed.location(), false));
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    void reset() {
        Arrays.fill(retries, 0);
        retryCount = 0;
    }
}
