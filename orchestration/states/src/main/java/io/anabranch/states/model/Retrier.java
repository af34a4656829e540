package io.anabranch.states.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of Retry.
 *
 * @param maxDelaySeconds null for no cap
 * @param fullJitter whether to wait a random time up to the computed one
 */
public record Retrier(
        List<String> errors,
        long intervalSeconds,
        long maxAttempts,
        double backoffRate,
        @Nullable Long maxDelaySeconds,
        boolean fullJitter) {
    public Retrier {
        errors = List.copyOf(errors);
    }

    /** The wait before the given retry, in seconds and without jitter; 1 is the first retry. */
    public double delaySeconds(int retry) {
        double delay = intervalSeconds * Math.pow(backoffRate, retry - 1.0);
        return maxDelaySeconds == null ? delay : Math.min(delay, maxDelaySeconds);
    }
}
