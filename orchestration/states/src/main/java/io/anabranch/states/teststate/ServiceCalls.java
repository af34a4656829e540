package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.TaskRequest;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The calls of a test without a mock: real ones, of tasks only. */
record ServiceCalls(TaskService services, String executionArn, String stateMachineArn, Instant now) implements Calls {
    /** TestState gives a state five minutes. */
    private static final long TIMEOUT_SECONDS = 300;

    @Override
    public JsonNode task(State.Task task, TaskRequest request) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        TaskCall.Caller caller = new TaskCall.Caller(executionArn, stateMachineArn, task.name());
        TaskCall call = new TaskCall(caller, task.resource(), request, null, now);
        services.check(call);
        Runnable cancel = services.start(call, new AnswerObserver(answer));
        Long timeout = request.timeoutSeconds();
        try {
            return answer.get(timeout == null ? TIMEOUT_SECONDS : Math.min(timeout, TIMEOUT_SECONDS), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            cancel.run();
            throw new StatesError(StatesError.TIMEOUT, null);
        } catch (InterruptedException e) {
            cancel.run();
            Thread.currentThread().interrupt();
            throw new StatesError(StatesError.RUNTIME, "The test was interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StatesError error
                    ? error
                    : new StatesError(StatesError.RUNTIME, String.valueOf(e.getCause()));
        }
    }

    private record AnswerObserver(CompletableFuture<JsonNode> answer) implements TaskObserver {
        @Override
        public void started(String workerName) {}

        @Override
        public void heartbeat() {}

        @Override
        public void submitted(JsonNode response) {}

        @Override
        public void succeeded(JsonNode result) {
            answer.complete(result);
        }

        @Override
        public void failed(@Nullable String error, @Nullable String cause) {
            answer.completeExceptionally(new StatesError(error == null ? "" : error, cause));
        }
    }

    @Override
    public JsonNode parallel(State.Parallel parallel) {
        throw new IllegalStateException("a Parallel needs a mock");
    }

    @Override
    public JsonNode map(State.Map map) {
        throw new IllegalStateException("a Map needs a mock");
    }

    @Override
    public @Nullable JsonNode itemsRead() {
        return null;
    }

    @Override
    public int mapFailures() {
        return 0;
    }
}
