package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.integration.TaskResource;
import io.anabranch.states.model.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context object of a test: checked where the request gives one, else that of an express execution. */
final class ContextObject {
    /** Member to type, per object. */
    private static final Map<String, Map<String, String>> MEMBERS = Map.of(
            "Execution",
                    Map.of(
                            "Id",
                            "string",
                            "Input",
                            "any",
                            "Name",
                            "string",
                            "RoleArn",
                            "string",
                            "StartTime",
                            "string",
                            "RedriveCount",
                            "number",
                            "RedriveTime",
                            "string"),
            "State", Map.of("EnteredTime", "string", "Name", "string", "RetryCount", "number"),
            "StateMachine", Map.of("Id", "string", "Name", "string"),
            "Task", Map.of("Token", "string"));

    private ContextObject() {}

    static void check(JsonNode context, State state) {
        if (!context.isObject()) {
            throw invalid("Context must be an object");
        }
        for (Map.Entry<String, JsonNode> member : context.properties()) {
            String name = member.getKey();
            if (name.equals("Map")) {
                throw invalid("'Map' field is not supported when mocking a Context object");
            }
            Map<String, String> inner = MEMBERS.get(name);
            if (inner == null) {
                throw invalid("Field '" + name + "' is not allowed");
            }
            if (name.equals("Task") && !waits(state)) {
                throw invalid("Context object contains 'Task' when state is not a Task state with a '.sync' or"
                        + " '.waitForTaskToken' service integration pattern");
            }
            checkMembers(name, member.getValue(), inner);
        }
    }

    private static void checkMembers(String object, JsonNode value, Map<String, String> members) {
        if (!value.isObject()) {
            throw invalid(object + " must be an object");
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String type = members.get(member.getKey());
            if (type == null) {
                throw invalid("Field '" + member.getKey() + "' is not allowed");
            }
            boolean right = switch (type) {
                case "string" -> member.getValue().isTextual();
                case "number" -> member.getValue().isNumber();
                default -> true;
            };
            if (!right) {
                throw invalid(object + "." + member.getKey() + " must be a " + type);
            }
        }
    }

    private static boolean waits(State state) {
        return state instanceof State.Task task && task.resource().pattern() != TaskResource.Wait.REQUEST_RESPONSE;
    }

    private static InvalidRequest invalid(String why) {
        return InvalidRequest.validation("Invalid Context object provided: " + why);
    }

    /**
     * The context of a test that brings none.
     *
     * @param owner the beginning of the test's ARNs, {@code arn:aws:states:us-east-1:111111111111:}
     * @param role null for a test without a role
     */
    static ObjectNode made(
            State state, JsonNode input, String owner, @Nullable String role, Entropy entropy, Instant now) {
        String machine = entropy.nextUuid();
        String name = entropy.nextUuid();
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        ObjectNode execution = context.putObject("Execution");
        execution.put("Id", owner + "express:" + machine + ":" + name);
        execution.set("Input", input);
        execution.put("Name", name);
        execution.put("RoleArn", role);
        execution.put("StartTime", time(now));
        context.putObject("StateMachine")
                .put("Id", owner + "stateMachine:" + machine)
                .put("Name", machine);
        ObjectNode visit = context.putObject("State").put("Name", "StateName").put("EnteredTime", time(now));
        if (state instanceof State.Task || state instanceof State.Map || state instanceof State.Parallel) {
            visit.put("RetryCount", 0);
        }
        return context;
    }

    private static String time(Instant now) {
        return now.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
