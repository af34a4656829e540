package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.history.EventType;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.model.TaskResource;
import io.anabranch.states.semantics.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task, from its Scheduled event to its end. The service, the holder of its token and the timers all tell
 * it what happens, from any thread; it listens on the loop, and to the first end only.
 */
final class TaskAttempt implements TaskObserver {
    private final TaskRun task;
    private final Visit visit;
    private final ExecutionRun execution;
    private final TaskEvents events;
    private final TaskResource resource;
    private @Nullable String token;
    private @Nullable Long heartbeatSeconds;
    private @Nullable Runnable cancel;
    private Scheduler.Hold hold = Scheduler.Hold.NONE;
    private Scheduler.@Nullable Cancellable timeout;
    private Scheduler.@Nullable Cancellable heartbeat;
    private boolean submitted;
    private boolean over;

    TaskAttempt(TaskRun task, Visit visit, TaskResource resource) {
        this.task = task;
        this.visit = visit;
        this.execution = visit.execution();
        this.resource = resource;
        this.events = new TaskEvents(visit.flow(), resource);
    }

    String issueToken() {
        String issued =
                execution.ports().tasks().tokens().issue(execution.ports().entropy(), new TokenHolder());
        token = issued;
        return issued;
    }

    void start(TaskCall call) {
        events.scheduled(call, execution.ports().tasks().region());
        heartbeatSeconds = call.request().heartbeatSeconds();
        Long timeoutSeconds = call.request().timeoutSeconds();
        if (timeoutSeconds != null) {
            timeout = execution.schedule(Duration.ofSeconds(timeoutSeconds), () -> timedOut(false));
        }
        awaitHeartbeat();
        if (execution.ports().tasks().service().holdsTime(resource, call.stateName())) {
            hold = execution.ports().scheduler().hold();
        }
        cancel = execution.ports().tasks().service().start(call, this);
    }

    @Override
    public void started(String workerName) {
        onLoop(() -> {
            events.started(workerName);
            awaitHeartbeat();
        });
    }

    @Override
    public void submitted(JsonNode response) {
        onLoop(() -> {
            hold.release();
            submitted = true;
            events.submitted(response);
            awaitHeartbeat();
        });
    }

    @Override
    public void succeeded(JsonNode result) {
        onLoop(() -> {
            try {
                execution.ports().limits().payload().check(resource, result);
            } catch (StatesError e) {
                end(EventType.TASK_FAILED, Failure.of(e));
                return;
            }
            cancel();
            events.succeeded(result);
            task.succeeded(result);
        });
    }

    @Override
    public void failed(@Nullable String error, @Nullable String cause) {
        boolean timedOut = StatesError.TIMEOUT.equals(error);
        onLoop(() -> end(timedOut ? EventType.TASK_TIMED_OUT : failureType(), Failure.of(error, cause)));
    }

    /** A request that goes on after it was taken, but was not taken, failed to be submitted. */
    private EventType failureType() {
        boolean goesOn = resource.pattern() != TaskResource.IntegrationPattern.REQUEST_RESPONSE;
        return goesOn && !submitted ? EventType.TASK_SUBMIT_FAILED : EventType.TASK_FAILED;
    }

    @Override
    public void heartbeat() {
        onLoop(this::awaitHeartbeat);
    }

    private void timedOut(boolean wantOfHeartbeat) {
        if (!over) {
            end(EventType.TASK_TIMED_OUT, Failure.timeout(wantOfHeartbeat));
        }
    }

    private void end(EventType type, Failure failure) {
        Runnable stop = cancel;
        cancel();
        if (stop != null && type == EventType.TASK_TIMED_OUT) {
            stop.run();
        }
        events.failed(failure, type);
        task.failed(failure);
    }

    private void awaitHeartbeat() {
        if (heartbeat != null) {
            heartbeat.cancel();
        }
        if (heartbeatSeconds != null) {
            heartbeat = execution.schedule(Duration.ofSeconds(heartbeatSeconds), () -> timedOut(true));
        }
    }

    private void onLoop(Runnable news) {
        execution.post(() -> {
            if (!over && visit.active()) {
                news.run();
            }
        });
    }

    /** Listens no more. */
    void cancel() {
        over = true;
        hold.release();
        if (token != null) {
            execution.ports().tasks().tokens().withdraw(token);
        }
        if (timeout != null) {
            timeout.cancel();
        }
        if (heartbeat != null) {
            heartbeat.cancel();
        }
    }

    /** Listens no more, and tells the service so. */
    void abort() {
        boolean running = !over;
        cancel();
        if (running && cancel != null) {
            cancel.run();
        }
    }

    /** Whoever has the token answers for the task, whether the request was taken or not. */
    private final class TokenHolder implements TaskTokens.Waiting {
        @Override
        public void succeeded(JsonNode output) {
            TaskAttempt.this.succeeded(output);
        }

        @Override
        public void failed(@Nullable String error, @Nullable String cause) {
            onLoop(() -> end(EventType.TASK_FAILED, Failure.of(error, cause)));
        }

        @Override
        public void heartbeat() {
            TaskAttempt.this.heartbeat();
        }
    }
}
