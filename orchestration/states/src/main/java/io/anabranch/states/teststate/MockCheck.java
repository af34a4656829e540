package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.model.State;
import io.anabranch.states.model.TaskResource;
import io.anabranch.states.teststate.ApiResults.ApiShape;
import org.jspecify.annotations.Nullable;

/** Whether a state can be mocked, and whether the mock can be its result. */
final class MockCheck {
    private MockCheck() {}

    static void check(State state, Mock mock) {
        JsonNode result = mock.result();
        if (state instanceof State.Task task) {
            if (result != null && mock.mode() != Mock.Mode.NONE) {
                result(task.resource(), result, mock.mode());
            }
        } else if (state instanceof State.Parallel parallel) {
            array(result);
            if (result != null && result.size() != parallel.branches().size()) {
                throw InvalidRequest.validation(
                        "Mocked result must contain the same number of items as number of Parallel branches.");
            }
        } else if (state instanceof State.Map map) {
            if (written(map)) {
                object(result);
            } else {
                array(result);
            }
        } else {
            throw InvalidRequest.validation(
                    "State type '" + state.getClass().getSimpleName() + "' is not supported when a mock is specified");
        }
    }

    /** Whether the Map's result is what a ResultWriter says of the files it wrote. */
    private static boolean written(State.Map map) {
        return map.distributed() != null
                && map.distributed().writer() != null
                && map.distributed().writer().arguments() != null;
    }

    private static void array(@Nullable JsonNode result) {
        if (result != null && !result.isArray()) {
            throw InvalidRequest.validation("Mocked result must be an array.");
        }
    }

    private static void object(@Nullable JsonNode result) {
        if (result != null && !result.isObject()) {
            throw InvalidRequest.validation("Mocked result must be a JSON object.");
        }
    }

    private static void result(TaskResource resource, JsonNode result, Mock.Mode mode) {
        if (resource.kind() != TaskResource.Kind.SERVICE) {
            return;
        }
        String operation = switch (resource.pattern()) {
            case REQUEST_RESPONSE -> resource.action();
            case SYNC, SYNC_2 -> resource.is("states", "startExecution") ? "describeExecution" : null;
            case TASK_TOKEN -> null;
        };
        ApiShape shape = operation == null ? null : ApiResults.load().result(resource.service(), operation);
        if (shape == null) {
            return;
        }
        if (!result.isObject()) {
            throw InvalidRequest.validation("Mock result schema validation error: Mock result must be an object");
        }
        new ResultCheck(mode == Mock.Mode.STRICT).structure(result, shape);
    }
}
