package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.model.TaskResource;
import io.anabranch.states.semantics.Failure;
import org.jspecify.annotations.Nullable;

/** The events of a task: functions and activities have names of their own for theirs. */
final class TaskEvents {
    private final FlowRun flow;
    private final TaskResource resource;

    TaskEvents(FlowRun flow, TaskResource resource) {
        this.flow = flow;
        this.resource = resource;
    }

    void scheduled(TaskCall call, String region) {
        switch (resource.kind()) {
            case FUNCTION -> {
                flow.append(EventType.LAMBDA_FUNCTION_SCHEDULED, plain(call));
                flow.append(EventType.LAMBDA_FUNCTION_STARTED, EventDetails.None.INSTANCE);
            }
            case ACTIVITY -> flow.append(EventType.ACTIVITY_SCHEDULED, plain(call));
            case SERVICE -> {
                flow.append(
                        EventType.TASK_SCHEDULED,
                        new EventDetails.TaskScheduled(
                                resource.service(),
                                resource.actionWithPattern(),
                                region,
                                call.parameters(),
                                call.request().timeoutSeconds(),
                                call.request().heartbeatSeconds(),
                                call.request().credentialsRoleArn()));
                flow.append(EventType.TASK_STARTED, task(null));
            }
        }
    }

    private EventDetails plain(TaskCall call) {
        return new EventDetails.Scheduled(
                resource.arn(),
                call.parameters(),
                call.request().timeoutSeconds(),
                call.request().heartbeatSeconds(),
                call.request().credentialsRoleArn());
    }

    void started(String workerName) {
        if (resource.kind() == TaskResource.Kind.ACTIVITY) {
            flow.append(EventType.ACTIVITY_STARTED, new EventDetails.ActivityStarted(workerName));
        }
    }

    void submitted(JsonNode response) {
        if (resource.kind() == TaskResource.Kind.SERVICE) {
            flow.append(EventType.TASK_SUBMITTED, task(response));
        }
    }

    void succeeded(JsonNode result) {
        switch (resource.kind()) {
            case FUNCTION -> flow.append(EventType.LAMBDA_FUNCTION_SUCCEEDED, new EventDetails.Output(result));
            case ACTIVITY -> flow.append(EventType.ACTIVITY_SUCCEEDED, new EventDetails.Output(result));
            case SERVICE -> flow.append(EventType.TASK_SUCCEEDED, task(result));
        }
    }

    /** @param type the type that services have: TaskFailed, TaskSubmitFailed or TaskTimedOut */
    void failed(Failure failure, EventType type) {
        boolean timedOut = type == EventType.TASK_TIMED_OUT;
        EventDetails plain = new EventDetails.Failed(failure.error(), failure.cause());
        switch (resource.kind()) {
            case FUNCTION ->
                flow.append(timedOut ? EventType.LAMBDA_FUNCTION_TIMED_OUT : EventType.LAMBDA_FUNCTION_FAILED, plain);
            case ACTIVITY -> flow.append(timedOut ? EventType.ACTIVITY_TIMED_OUT : EventType.ACTIVITY_FAILED, plain);
            case SERVICE ->
                flow.append(
                        type,
                        new EventDetails.TaskFailure(
                                resource.service(), resource.actionWithPattern(), failure.error(), failure.cause()));
        }
    }

    private EventDetails task(@Nullable JsonNode output) {
        return new EventDetails.TaskProgress(resource.service(), resource.actionWithPattern(), output);
    }
}
