package io.anabranch.states.engine;

import io.anabranch.states.StatesError;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Failure;
import io.anabranch.states.semantics.RecoveryRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Retry and Catch of one visit: counts the retries and waits for them. */
final class Recovery {
    private final Visit visit;
    private final RecoveryRules rules;
    private final boolean retriable;
    private final int[] retries;
    private int retryCount;
    private Scheduler.@Nullable Cancellable timer;

    Recovery(Visit visit, State state) {
        this.visit = visit;
        this.rules = RecoveryRules.of(state);
        this.retriable = state instanceof State.Working;
        this.retries = new int[rules.retriers().size()];
    }

    /** How often the state was retried, by whichever retrier; null when it is of a type that cannot be. */
    @Nullable
    Integer retryCount() {
        return retriable ? retryCount : null;
    }

    void recover(Failure failure) {
        int retrier = rules.retrier(failure);
        if (rules.retries(retrier, retrier == RecoveryRules.NONE ? 0 : retries[retrier])) {
            retry(retrier);
            return;
        }
        visit.run().failing(failure);
        int catcher = rules.catcher(failure);
        if (catcher == RecoveryRules.NONE) {
            visit.failFlow(failure);
        } else {
            caught(failure, catcher);
        }
    }

    private void retry(int retrier) {
        retries[retrier]++;
        retryCount++;
        timer = visit.execution()
                .schedule(
                        rules.wait(
                                retrier,
                                retries[retrier],
                                visit.execution().ports().entropy()),
                        this::again);
    }

    private void again() {
        timer = null;
        if (visit.active()) {
            visit.attempt(visit.run()::run);
        }
    }

    private void caught(Failure failure, int catcher) {
        try {
            visit.leave(visit.processing()
                    .caught(visit.environment(), failure, rules.catchers().get(catcher)));
        } catch (StatesError e) {
            visit.failFlow(Failure.of(e.at(visit.name(), visit.enteredEvent())));
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
