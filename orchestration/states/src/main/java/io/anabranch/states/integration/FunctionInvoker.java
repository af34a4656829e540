package io.anabranch.states.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lambda, as far as tasks need it. Thread-safe. */
public interface FunctionInvoker {
    /** Whether there is a function of that name or ARN; asked before a run starts. */
    boolean exists(String functionName);

    /**
     * Invokes a function and returns at once. A function that fails completes the future with a {@link StatesError}: the
     * error type of its error object as name, the error object as cause.
     *
     * @param functionName name, partial or full ARN, as the definition gives it
     * @param qualifier version or alias; null for none
     * @param invocationType {@code RequestResponse} or {@code Event}
     * @return the function's answer; cancelling it stops the waiting
     */
    CompletableFuture<Answer> invoke(
            String functionName, @Nullable String qualifier, String invocationType, JsonNode payload);

    /** @param payload the function's result; JSON null for an {@code Event} */
    record Answer(JsonNode payload, String executedVersion, int statusCode, String requestId) {}
}
