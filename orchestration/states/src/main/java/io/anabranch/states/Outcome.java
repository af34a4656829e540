package io.anabranch.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param output null unless it succeeded
 * @param error null when it succeeded, or failed without a name
 */
public record Outcome(
        Status status,
        @Nullable JsonNode output,
        @Nullable String error,
        @Nullable String cause) {
    public enum Status {
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    public static Outcome succeeded(JsonNode output) {
        return new Outcome(Status.SUCCEEDED, output, null, null);
    }

    public static Outcome failed(@Nullable String error, @Nullable String cause) {
        return new Outcome(Status.FAILED, null, error, cause);
    }
}
