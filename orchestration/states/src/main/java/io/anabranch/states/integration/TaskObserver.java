package io.anabranch.states.integration;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Hears how a call goes. May be told from any thread; what comes after the end ({@link #succeeded} or {@link #failed}) is
 * passed over.
 */
public interface TaskObserver {
    /** A worker took the activity's task. */
    void started(String workerName);

    /**
     * The request of a {@code .sync} or {@code .waitForTaskToken} call was taken. The task goes on until it
     * {@link #succeeded} or {@link #failed}, or, with a task token, until the token is answered.
     */
    void submitted(JsonNode response);

    /** The task's result. */
    void succeeded(JsonNode result);

    /**
     * The task's failure.
     *
     * @param error the name that Retry and Catch match; null for none
     * @param cause the text for people; null for none
     */
    void failed(@Nullable String error, @Nullable String cause);

    /** The task is still being worked on. */
    void heartbeat();
}
