package io.anabranch.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.run.RunOutcome;

/** What a failed execution says, in one line. */
final class FailureText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunOutcome outcome;

    FailureText(RunOutcome outcome) {
        this.outcome = outcome;
    }

    String oneLine() {
        String cause = outcome.cause();
        if (cause == null || cause.isBlank()) {
            return "The run failed with " + outcome.error();
        }
        return message(cause).lines().findFirst().orElse(cause);
    }

    /** The cause of a function's error is an object that holds the message. */
    private static String message(String cause) {
        if (cause.startsWith("{")) {
            try {
                JsonNode message = JSON.readTree(cause).path("errorMessage");
                if (message.isTextual()) {
                    return message.textValue();
                }
            } catch (JsonProcessingException notJson) {
                return cause;
            }
        }
        return cause;
    }
}
