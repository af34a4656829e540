package io.anabranch.states.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.FunctionInvoker;
import io.anabranch.states.integration.LambdaTasks;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.TaskResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers tasks with what was recorded: the next record of the same state or, where the recorder did not know the state,
 * of the same resource. Calls that are not in the recording (of a Distributed Map's children) are answered by the handlers
 * that the case names.
 */
final class RecordedTasks implements TaskService {
    private final List<JsonNode> left = new ArrayList<>();
    private final Map<String, String> handlers = new HashMap<>();
    private final Wildcards wildcards;

    RecordedTasks(JsonNode recorded, JsonNode lambdas, Wildcards wildcards) {
        recorded.forEach(left::add);
        lambdas.properties()
                .forEach(lambda -> handlers.put(
                        lambda.getKey(), lambda.getValue().path("handlerFile").asText()));
        this.wildcards = wildcards;
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        // An activity that no task of was recorded is the engine's own affair.
        return resource.kind() != TaskResource.Kind.ACTIVITY || !left.isEmpty();
    }

    @Override
    public boolean holdsTime(TaskResource resource, String stateName) {
        return false;
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        JsonNode record = next(call);
        if (record != null && record.has("result")) {
            replay(record, call, observer);
        } else {
            return handle(call, observer);
        }
        return () -> {};
    }

    private synchronized @Nullable JsonNode next(TaskCall call) {
        JsonNode best = null;
        for (JsonNode record : left) {
            boolean sameState =
                    !record.has("state") || record.get("state").asText().equals(call.stateName());
            if (sameState
                    && record.get("resource").asText().equals(call.resource().arn())) {
                JsonNode parameters = record.has("parameters") ? record.get("parameters") : record.get("input");
                if (parameters != null && wildcards.matches(parameters, call.parameters())) {
                    left.remove(record);
                    return record;
                }
                best = best == null ? record : best;
            }
        }
        left.remove(best);
        return best;
    }

    private static void replay(JsonNode record, TaskCall call, TaskObserver observer) {
        if (call.resource().kind() == TaskResource.Kind.ACTIVITY) {
            observer.started("worker");
        }
        if (record.has("submitted")) {
            observer.submitted(record.get("submitted"));
        }
        JsonNode result = record.get("result");
        if (result.has("output")) {
            observer.succeeded(result.get("output"));
        } else if (!result.path("event").asText().endsWith("TimedOut")) {
            observer.failed(text(result, "error"), cause(result));
        }
    }

    private static @Nullable String text(JsonNode result, String field) {
        return result.hasNonNull(field) ? result.get(field).asText() : null;
    }

    private static @Nullable String cause(JsonNode result) {
        return result.has("causeJson") ? result.get("causeJson").toString() : text(result, "cause");
    }

    private Runnable handle(TaskCall call, TaskObserver observer) {
        return new LambdaTasks(new Handlers()).start(call, observer);
    }

    /** The handlers of the functions that a case names. */
    private final class Handlers implements FunctionInvoker {
        @Override
        public boolean exists(String functionName) {
            return true;
        }

        @Override
        public CompletableFuture<Answer> invoke(
                String functionName, @Nullable String qualifier, String invocationType, JsonNode payload) {
            String handler = handlers.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(functionName))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            return switch (handler) {
                case "id_function.py" ->
                    CompletableFuture.completedFuture(
                            new Answer(payload, "$LATEST", 200, "00000000-0000-4000-8000-000000000000"));
                case "raise_exception.py" ->
                    CompletableFuture.failedFuture(new StatesError("Exception", raised().toString()));
                default ->
                    CompletableFuture.failedFuture(
                            new StatesError("NotRecorded", "No record and no handler for " + functionName));
            };
        }

        private static ObjectNode raised() {
            ObjectNode cause = JsonNodeFactory.instance.objectNode();
            cause.put("errorMessage", "Some exception was raised.");
            cause.put("errorType", "Exception");
            cause.put("requestId", "00000000-0000-4000-8000-000000000000");
            cause.putArray("stackTrace")
                    .add("  File \"/var/task/handler.py\", line 2, in handler\n"
                            + "    raise Exception(\"Some exception was raised.\")\n");
            return cause;
        }
    }
}
