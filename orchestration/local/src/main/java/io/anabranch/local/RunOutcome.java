package io.anabranch.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.runtime.commit.CommitSummary;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param summary what was committed; null if it failed
 * @param error class name of the error; null if it succeeded
 * @param cause one line for people; null if it succeeded or there is none
 */
public record RunOutcome(
        String executionArn,
        @Nullable CommitSummary summary,
        @Nullable String error,
        @Nullable String cause) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public boolean committed() {
        return summary != null;
    }

    /** Why it failed, in one line; empty if it did not. A function's error is an object that holds the message. */
    public String problem() {
        if (error == null) {
            return "";
        }
        String text = cause == null || cause.isBlank() ? "The run failed with " + error : message(cause);
        return text.lines().findFirst().orElse(text);
    }

    static String message(String cause) {
        if (!cause.startsWith("{")) {
            return cause;
        }
        try {
            return JSON.readTree(cause).path("errorMessage").asText(cause);
        } catch (JsonProcessingException notJson) {
            return cause;
        }
    }
}
