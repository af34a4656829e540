package io.anabranch.states.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;

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

    /** The task's failure: {@link StatesError#error()} is the name that Retry and Catch match. */
    void failed(StatesError error);
}
