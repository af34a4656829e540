package io.anabranch.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event says besides its type; {@link #toJson()} has the member names of the API, payloads as JSON texts. */
public sealed interface EventDetails {
    ObjectNode toJson();

    /** An event that says nothing more. */
    record None() implements EventDetails {
        public static final None INSTANCE = new None();

        @Override
        public ObjectNode toJson() {
            return object();
        }
    }

    record Started(JsonNode input, String roleArn) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return payload(object(), "input", input).put("roleArn", roleArn);
        }
    }

    record Redriven(int redriveCount) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return object().put("redriveCount", redriveCount);
        }
    }

    record Output(JsonNode output) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return payload(object(), "output", output);
        }
    }

    record Failed(@Nullable String error, @Nullable String cause) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return failure(object(), error, cause);
        }
    }

    record Entered(String name, JsonNode input) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return payload(object().put("name", name), "input", input);
        }
    }

    /** @param assigned the variables the state assigned; empty when it has no Assign */
    record Exited(String name, JsonNode output, Map<String, JsonNode> assigned) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = payload(object().put("name", name), "output", output);
            if (!assigned.isEmpty()) {
                ObjectNode variables = json.putObject("assignedVariables");
                assigned.forEach((variable, value) -> variables.put(variable, value.toString()));
                json.putObject("assignedVariablesDetails").put("truncated", false);
            }
            return json;
        }
    }

    /** LambdaFunctionScheduled and ActivityScheduled. */
    record Scheduled(
            String resource,
            JsonNode input,
            @Nullable Long timeoutInSeconds,
            @Nullable Long heartbeatInSeconds,
            @Nullable String credentialsRoleArn)
            implements EventDetails {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = payload(object().put("resource", resource), "input", input);
            return limits(json, timeoutInSeconds, heartbeatInSeconds, credentialsRoleArn);
        }
    }

    record ActivityStarted(String workerName) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return object().put("workerName", workerName);
        }
    }

    record TaskScheduled(
            String resourceType,
            String resource,
            String region,
            JsonNode parameters,
            @Nullable Long timeoutInSeconds,
            @Nullable Long heartbeatInSeconds,
            @Nullable String credentialsRoleArn)
            implements EventDetails {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = object().put("resourceType", resourceType)
                    .put("resource", resource)
                    .put("region", region)
                    .put("parameters", parameters.toString());
            return limits(json, timeoutInSeconds, heartbeatInSeconds, credentialsRoleArn);
        }
    }

    /** TaskStarted, TaskSubmitted and TaskSucceeded; the first has no output. */
    record TaskProgress(
            String resourceType, String resource, @Nullable JsonNode output) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = object().put("resourceType", resourceType).put("resource", resource);
            return output == null ? json : payload(json, "output", output);
        }
    }

    record TaskFailure(
            String resourceType,
            String resource,
            @Nullable String error,
            @Nullable String cause) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return failure(object().put("resourceType", resourceType).put("resource", resource), error, cause);
        }
    }

    record MapStarted(int length) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return object().put("length", length);
        }
    }

    record Iteration(String name, int index) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            return object().put("name", name).put("index", index);
        }
    }

    /** @param redriveCount null but for MapRunRedriven */
    record MapRunStarted(String mapRunArn, @Nullable Integer redriveCount) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = object().put("mapRunArn", mapRunArn);
            return redriveCount == null ? json : json.put("redriveCount", redriveCount);
        }
    }

    record Evaluation(
            String error, @Nullable String cause, @Nullable String location, String state) implements EventDetails {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = failure(object(), error, cause);
            if (location != null) {
                json.put("location", location);
            }
            return json.put("state", state);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode payload(ObjectNode json, String member, JsonNode value) {
        json.put(member, value.toString());
        json.putObject(member + "Details").put("truncated", false);
        return json;
    }

    private static ObjectNode failure(ObjectNode json, @Nullable String error, @Nullable String cause) {
        if (error != null) {
            json.put("error", error);
        }
        if (cause != null) {
            json.put("cause", cause);
        }
        return json;
    }

    private static ObjectNode limits(
            ObjectNode json, @Nullable Long timeout, @Nullable Long heartbeat, @Nullable String roleArn) {
        if (timeout != null) {
            json.put("timeoutInSeconds", timeout);
        }
        if (heartbeat != null) {
            json.put("heartbeatInSeconds", heartbeat);
        }
        if (roleArn != null) {
            json.putObject("taskCredentials").put("roleArn", roleArn);
        }
        return json;
    }
}
