package io.anabranch.runtime.commit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What failed.
 *
 * @param request input of the execution with its name, as the state machine has it; it may be malformed, that may be why it failed
 * @param error name of the error
 * @param cause text, or the JSON that Lambda makes of an exception
 * @param state {@link #PLAN} if that state failed; else empty or null
 */
public record AbortRequest(
        JsonNode request,
        String error,
        String cause,
        @Nullable String state) {
    static final String PLAN = "Plan";

    /** Whether it failed before it had anything to do with the run: that may be another's. */
    boolean isPlanning() {
        return PLAN.equals(state);
    }
}
