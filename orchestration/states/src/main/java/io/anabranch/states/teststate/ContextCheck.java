package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.model.State;
import io.anabranch.states.model.TaskResource;
import java.util.Map;

/** Whether the context object that a request gives has members of the right names and types. */
final class ContextCheck {
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

    private ContextCheck() {}

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
        return state instanceof State.Task task
                && task.resource().pattern() != TaskResource.IntegrationPattern.REQUEST_RESPONSE;
    }

    private static InvalidRequest invalid(String why) {
        return InvalidRequest.validation("Invalid Context object provided: " + why);
    }
}
