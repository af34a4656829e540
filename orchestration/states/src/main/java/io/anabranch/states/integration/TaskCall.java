package io.anabranch.states.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.model.TaskResource;
import io.anabranch.states.semantics.TaskRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a Task.
 *
 * @param taskToken the token to answer a {@code waitForTaskToken} call with; null for the other patterns
 * @param time when it is made, by the execution's clock
 */
public record TaskCall(
        Caller caller,
        TaskResource resource,
        TaskRequest request,
        @Nullable String taskToken,
        Instant time) {
    /**
     * Who calls.
     *
     * @param executionArn for a child of a Distributed Map, the child's
     * @param stateMachineArn the machine of that execution
     */
    public record Caller(String executionArn, String stateMachineArn, String stateName) {}

    public String stateName() {
        return caller.stateName();
    }

    /** The evaluated Parameters or Arguments; a function's or activity's input. */
    public JsonNode parameters() {
        return request.parameters();
    }
}
