package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.model.State;
import io.anabranch.states.model.TaskResource;
import io.anabranch.states.semantics.Failure;
import io.anabranch.states.semantics.TaskRequest;
import org.jspecify.annotations.Nullable;

/** Calls a service, a function or an activity; each retry is a new {@link TaskAttempt}. */
final class TaskRun implements StateRun {
    private final Visit visit;
    private final State.Task state;
    private @Nullable TaskAttempt attempt;

    TaskRun(Visit visit, State.Task state) {
        this.visit = visit;
        this.state = state;
    }

    @Override
    public void run() {
        TaskResource resource = state.resource();
        boolean answersByToken = resource.pattern() == TaskResource.IntegrationPattern.TASK_TOKEN;
        TaskAttempt next = new TaskAttempt(this, visit, resource);
        String token = answersByToken ? next.issueToken() : null;
        try {
            TaskRequest request = TaskRequest.of(state, visit.processing(), visit.environment(token));
            TaskCall call = call(request, token);
            visit.execution().ports().tasks().service().check(call);
            attempt = next;
            next.start(call);
        } catch (StatesError e) {
            next.cancel();
            throw e;
        }
    }

    private TaskCall call(TaskRequest request, @Nullable String token) {
        ExecutionRun execution = visit.execution();
        TaskCall.Caller caller =
                new TaskCall.Caller(execution.arn(), execution.machine().arn(), visit.name());
        return new TaskCall(
                caller,
                state.resource(),
                request,
                token,
                execution.ports().scheduler().now());
    }

    /** The attempt's answer; called on the loop. */
    void succeeded(JsonNode result) {
        if (visit.active()) {
            visit.attempt(() -> visit.complete(result, state.placement()));
        }
    }

    void failed(Failure failure) {
        if (visit.active()) {
            visit.fail(failure);
        }
    }

    @Override
    public void abort() {
        if (attempt != null) {
            attempt.abort();
        }
        visit.flow().appendAside(EventType.TASK_STATE_ABORTED, EventDetails.None.INSTANCE);
    }
}
