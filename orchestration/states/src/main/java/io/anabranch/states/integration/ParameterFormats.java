package io.anabranch.states.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import java.util.ArrayList;
import java.util.List;

/** What AWS refuses of a service's parameters before it schedules the task. */
final class ParameterFormats {
    private ParameterFormats() {}

    /** @throws StatesError States.Runtime that lists what has the wrong format */
    static void check(TaskCall call) {
        List<String> wrong = new ArrayList<>();
        if (call.resource().is("apigateway", "invoke")) {
            for (String field : List.of("Headers", "QueryParameters")) {
                if (call.parameters().has(field)
                        && !listsOfTexts(call.parameters().get(field))) {
                    wrong.add("The value of the field '" + field + "' has an invalid format");
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw StatesError.inState(
                    StatesError.RUNTIME,
                    "The Parameters '" + call.parameters() + "' could not be used to start the Task: " + wrong);
        }
    }

    private static boolean listsOfTexts(JsonNode json) {
        if (!json.isObject()) {
            return false;
        }
        for (JsonNode list : json) {
            if (!list.isArray()) {
                return false;
            }
            for (JsonNode text : list) {
                if (!text.isTextual()) {
                    return false;
                }
            }
        }
        return true;
    }
}
