package io.anabranch.runtime.run;

import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed. Step Functions does not tell a Map's caller which error its children had; this does.
 *
 * @param error class name of the error
 * @param cause its message
 * @param epochMillis when, in milliseconds since 1970
 */
public record Failure(
        int stage,
        int task,
        String attempt,
        String error,
        @Nullable String cause,
        long epochMillis) {}
