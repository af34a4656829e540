package io.anabranch.states.semantics;

import io.anabranch.states.Entropy;
import io.anabranch.states.model.Catcher;
import io.anabranch.states.model.ErrorHandlers;
import io.anabranch.states.model.Retrier;
import io.anabranch.states.model.State;
import java.time.Duration;
import java.util.List;

/**
 * Which Retry or Catch of a state takes a failure. The first retrier that names it decides alone whether it is retried: when
 * its retries are used up, no other is asked, and the catchers have their turn.
 */
public record RecoveryRules(List<Retrier> retriers, List<Catcher> catchers) {
    /** What {@link #retrier} and {@link #catcher} give when none takes the failure. */
    public static final int NONE = -1;

    /** No wait is longer, in seconds: some three years. */
    private static final double LONGEST = 100_000_000;

    public static RecoveryRules of(State state) {
        if (state instanceof State.Working working) {
            ErrorHandlers handlers = working.handlers();
            return new RecoveryRules(handlers.retriers(), handlers.catchers());
        }
        return new RecoveryRules(List.of(), List.of());
    }

    /** The place of the first retrier that names the failure, or {@link #NONE}. */
    public int retrier(Failure failure) {
        for (int index = 0; index < retriers.size(); index++) {
            if (failure.matches(retriers.get(index).errors())) {
                return index;
            }
        }
        return NONE;
    }

    /**
     * Whether the retrier has a retry left.
     *
     * @param retrier a retrier's place, or {@link #NONE}
     * @param done how many it has given
     */
    public boolean retries(int retrier, long done) {
        return retrier != NONE && done < retriers.get(retrier).maxAttempts();
    }

    /**
     * The wait before a retry.
     *
     * @param retry 1 for the first
     * @param entropy what JitterStrategy FULL draws from
     */
    public Duration wait(int retrier, int retry, Entropy entropy) {
        double seconds = retriers.get(retrier).delaySeconds(retry);
        if (retriers.get(retrier).fullJitter()) {
            seconds *= entropy.nextDouble();
        }
        return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST) * 1000));
    }

    /** The place of the first catcher that names the failure, or {@link #NONE}. */
    public int catcher(Failure failure) {
        for (int index = 0; index < catchers.size(); index++) {
            if (failure.matches(catchers.get(index).errors())) {
                return index;
            }
        }
        return NONE;
    }
}
