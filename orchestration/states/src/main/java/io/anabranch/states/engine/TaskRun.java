package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskResource;
import io.anabranch.states.model.State;
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
        boolean answersByToken = resource.pattern() == TaskResource.Wait.TASK_TOKEN;
        TaskAttempt next = new TaskAttempt(this, visit, resource);
        String token = answersByToken ? next.issueToken() : null;
        try {
            Environment environment = visit.environment(token);
            JsonNode parameters = visit.effectiveInput(environment, state.parameters());
            Environment seen = state.common().jsonata() ? environment : filtered(environment);
            Long timeout = state.timeoutSeconds() == null ? null : Amounts.seconds(state.timeoutSeconds(), seen);
            Long heartbeat = state.heartbeatSeconds() == null ? null : Amounts.seconds(state.heartbeatSeconds(), seen);
            TaskCall call = call(parameters, token, timeout, seen);
            visit.execution().ports().tasks().check(call);
            attempt = next;
            next.start(call, heartbeat);
        } catch (StatesError e) {
            next.cancel();
            throw e;
        }
    }

    private Environment filtered(Environment environment) {
        return environment.withInput(state.common().input().apply(environment));
    }

    private TaskCall call(
            JsonNode parameters, @Nullable String token, @Nullable Long timeout, Environment environment) {
        ExecutionRun execution = visit.execution();
        return new TaskCall(
                execution.arn(),
                execution.machine().arn(),
                visit.name(),
                state.resource(),
                parameters,
                token,
                timeout,
                role(environment),
                execution.ports().scheduler().now());
    }

    private @Nullable String role(Environment environment) {
        if (state.credentials() == null) {
            return null;
        }
        JsonNode role = state.credentials().evaluate(environment).get("RoleArn");
        return role == null ? null : role.asText();
    }

    /** The attempt's answer; called on the loop. */
    void succeeded(JsonNode result) {
        if (visit.active()) {
            visit.attempt(() -> visit.complete(result, state.resultSelector(), state.resultPath()));
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
