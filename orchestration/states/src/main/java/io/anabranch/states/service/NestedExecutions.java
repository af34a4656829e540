package io.anabranch.states.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.TaskResource;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers {@code states:startExecution}: a state machine that starts another. */
final class NestedExecutions implements TaskService {
    private final StatesService service;
    private final Supplier<String> requestIds;

    NestedExecutions(StatesService service, Supplier<String> requestIds) {
        this.service = service;
        this.requestIds = requestIds;
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return resource.is("states", "startExecution")
                || (resource.is("aws-sdk:sfn", "startExecution")
                        && resource.pattern() == TaskResource.IntegrationPattern.REQUEST_RESPONSE);
    }

    @Override
    public boolean holdsTime(TaskResource resource, String stateName) {
        return false;
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        JsonNode parameters = call.parameters();
        StartedExecution started;
        try {
            started = service.startExecution(
                    parameters.path("StateMachineArn").asText(),
                    parameters.hasNonNull("Name") ? parameters.get("Name").asText() : null,
                    input(parameters.get("Input")));
        } catch (ServiceException e) {
            refused(call, e, observer);
            return () -> {};
        }
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("ExecutionArn", started.executionArn());
        if (call.resource().service().equals("states")) {
            response.put("StartDate", started.startDate().toEpochMilli() / 1000.0);
        } else {
            response.put("StartDate", started.startDate().toString());
        }
        switch (call.resource().pattern()) {
            case REQUEST_RESPONSE -> observer.succeeded(response);
            case TASK_TOKEN -> observer.submitted(response);
            case SYNC, SYNC_2 -> {
                observer.submitted(response);
                boolean parsed = call.resource().pattern() == TaskResource.IntegrationPattern.SYNC_2;
                var unused = service.whenDone(started.executionArn())
                        .thenAccept(execution -> ended(execution, parsed, observer));
                return () -> service.requestStop(started.executionArn(), null, null);
            }
        }
        return () -> {};
    }

    /** The two integrations word the same refusal differently. */
    private void refused(TaskCall call, ServiceException e, TaskObserver observer) {
        boolean optimised = call.resource().service().equals("states");
        String id = requestIds.get();
        observer.failed(
                (optimised ? "StepFunctions." : "Sfn.") + e.errorCode() + "Exception",
                e.getMessage()
                        + (optimised
                                ? " (Service: AWSStepFunctions; Status Code: 400; Error Code: " + e.errorCode()
                                        + "; Request ID: " + id + "; Proxy: null)"
                                : " (Service: Sfn, Status Code: 400, Request ID: " + id + ")"));
    }

    /** The input may be a JSON value or, as the API has it, a text of JSON. */
    private static @Nullable String input(@Nullable JsonNode input) {
        if (input == null) {
            return null;
        }
        return input.isTextual() ? input.textValue() : input.toString();
    }

    private static void ended(Execution execution, boolean parsed, TaskObserver observer) {
        ObjectNode description = describe(execution, parsed);
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            observer.succeeded(description);
        } else {
            observer.failed(StatesError.TASK_FAILED, description.toString());
        }
    }

    /** DescribeExecution's answer, as the integration gives it. */
    private static ObjectNode describe(Execution execution, boolean parsed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ExecutionArn", execution.arn());
        if (execution.error() != null) {
            json.put("Error", execution.error());
        }
        if (execution.cause() != null) {
            json.put("Cause", execution.cause());
        }
        payload(json, "Input", execution.input(), parsed);
        json.putObject("InputDetails").put("Included", true);
        json.put("Name", execution.id().name());
        if (execution.output() != null) {
            payload(json, "Output", execution.output(), parsed);
            json.putObject("OutputDetails").put("Included", true);
        }
        json.put("RedriveCount", execution.times().redriveCount());
        json.put("RedriveStatus", execution.redriveStatus());
        if (execution.redriveObstacle() != null) {
            json.put("RedriveStatusReason", execution.redriveObstacle());
        }
        json.put("StartDate", seconds(execution.times().startDate()));
        json.put("StateMachineArn", execution.id().stateMachineArn());
        json.put("Status", execution.status().name());
        Instant stopped = execution.times().stopDate();
        if (stopped != null) {
            json.put("StopDate", seconds(stopped));
        }
        return json;
    }

    private static long seconds(Instant instant) {
        return instant.toEpochMilli();
    }

    private static void payload(ObjectNode json, String member, String text, boolean parsed) {
        if (!parsed) {
            json.put(member, text);
            return;
        }
        try {
            json.set(member, Json.read(text));
        } catch (JsonProcessingException e) {
            json.put(member, text);
        }
    }
}
