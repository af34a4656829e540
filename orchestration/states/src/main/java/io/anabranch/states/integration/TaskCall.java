package io.anabranch.states.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.model.TaskResource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a Task.
 *
 * @param executionArn the execution that calls; for a child of a Distributed Map, the child's
 * @param stateMachineArn the machine of that execution
 * @param stateName the state that calls
 * @param parameters the evaluated Parameters or Arguments; a function's or activity's input
 * @param taskToken the token to answer a {@code waitForTaskToken} call with; null for the other patterns
 * @param timeoutSeconds the evaluated TimeoutSeconds; null when there is none
 * @param credentialsRoleArn the role of the state's Credentials; null when there are none
 * @param time when it is made, by the execution's clock
 */
public record TaskCall(
        String executionArn,
        String stateMachineArn,
        String stateName,
        TaskResource resource,
        JsonNode parameters,
        @Nullable String taskToken,
        @Nullable Long timeoutSeconds,
        @Nullable String credentialsRoleArn,
        Instant time) {}
