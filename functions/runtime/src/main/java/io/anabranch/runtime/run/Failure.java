package io.anabranch.runtime.run;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed. Step Functions does not tell a Map's caller which error its children had; this does.
 *
 * @param error class name of the error
 * @param cause its message
 * @param trace its stack with its causes, cut to some thousand characters, for those who ask for more than the message; null in runs of
 *     before there was one
 * @param epochMillis when, in milliseconds since 1970
 */
public record Failure(
        int stage,
        int task,
        String attempt,
        String error,
        @Nullable String cause,
        @Nullable String trace,
        long epochMillis) {
    /** One of the last execution comes after those of executions before it, whose reasons may be gone. */
    public static final Comparator<Failure> BY_TIME =
            Comparator.comparingLong(Failure::epochMillis).thenComparingInt(failure -> -failure.task());
}
