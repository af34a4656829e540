package io.anabranch.states.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.TaskResource;
import java.time.Duration;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers a case's tasks with what the case says of their states: the first call with the first answer, and so on; the last
 * answer serves all calls after it.
 *
 * <p>An answer is one of {@code Return} (the result), {@code Payload} (the result of {@code lambda:invoke} with that
 * payload), {@code Echo} (the parameters as result), {@code Throw} (an object of {@code Error} and {@code Cause}) and
 * {@code Never}. It comes {@code AfterSeconds} of virtual time, at once by default, and
 * {@code HeartbeatsAt} are the seconds at which the worker says that it is still at work.
 */
final class ScriptedTasks implements TaskService {
    private final JsonNode answers;
    private final Scheduler scheduler;
    private final TreeMap<String, ArrayNode> calls = new TreeMap<>();

    /** @param answers name of a state to its answer or list of answers */
    ScriptedTasks(JsonNode answers, Scheduler scheduler) {
        this.answers = answers;
        this.scheduler = scheduler;
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return answers.has(stateName);
    }

    @Override
    public boolean holdsTime(TaskResource resource, String stateName) {
        return false;
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        JsonNode answer = next(call);
        if (call.resource().kind() == TaskResource.Kind.ACTIVITY) {
            observer.started("worker");
        }
        if (call.resource().pattern() != TaskResource.IntegrationPattern.REQUEST_RESPONSE && !answer.has("Refuse")) {
            observer.submitted(JsonNodeFactory.instance.objectNode());
        }
        for (JsonNode at : answer.path("HeartbeatsAt")) {
            scheduler.schedule(seconds(at), observer::heartbeat);
        }
        if (answer.has("AfterSeconds")) {
            return scheduler.schedule(seconds(answer.get("AfterSeconds")), () -> give(answer, call, observer))::cancel;
        }
        give(answer, call, observer);
        return () -> {};
    }

    private synchronized JsonNode next(TaskCall call) {
        ArrayNode made = calls.computeIfAbsent(call.stateName(), state -> JsonNodeFactory.instance.arrayNode());
        JsonNode script = answers.get(call.stateName());
        JsonNode answer = script.isArray() ? script.get(Math.min(made.size(), script.size() - 1)) : script;
        made.add(call.parameters());
        return answer;
    }

    private static Duration seconds(JsonNode number) {
        return Duration.ofMillis(Math.round(number.doubleValue() * 1000));
    }

    private static void give(JsonNode answer, TaskCall call, TaskObserver observer) {
        if (answer.has("Throw") || answer.has("Refuse")) {
            JsonNode error = answer.has("Throw") ? answer.get("Throw") : answer.get("Refuse");
            observer.failed(text(error, "Error"), text(error, "Cause"));
        } else if (answer.has("Return")) {
            observer.succeeded(CorpusCase.expand(answer.get("Return")));
        } else if (answer.has("Payload")) {
            ObjectNode response = JsonNodeFactory.instance.objectNode();
            response.put("ExecutedVersion", "$LATEST");
            response.set("Payload", CorpusCase.expand(answer.get("Payload")));
            response.put("StatusCode", 200);
            observer.succeeded(response);
        } else if (answer.has("Echo")) {
            observer.succeeded(call.parameters());
        } else if (!answer.has("Never")) {
            throw new IllegalArgumentException(
                    "Invalid answer: " + answer + ", expected Return, Payload, Echo, Throw," + " Refuse or Never");
        }
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).asText() : null;
    }

    /** The parameters of every call of a state, in order. */
    synchronized JsonNode calls(String state) {
        return calls.getOrDefault(state, JsonNodeFactory.instance.arrayNode());
    }
}
