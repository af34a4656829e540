package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.teststate.ApiResults.ApiShape;
import java.util.Map;

/** Checks a mocked result against the result of the API call it stands for. Unknown fields may be there. */
record ResultCheck(boolean strict) {
    void structure(JsonNode value, ApiShape shape) {
        JsonNode required = shape.node().path("r");
        for (Map.Entry<String, JsonNode> member : shape.node().path("m").properties()) {
            String name = member.getKey();
            if (value.has(name)) {
                check(name, value.get(name), shape.refer(member.getValue()));
            } else if (strict && contains(required, name)) {
                throw invalid("Required field '" + name + "' is missing");
            }
        }
    }

    private static boolean contains(JsonNode names, String name) {
        for (JsonNode one : names) {
            if (one.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void check(String field, JsonNode value, ApiShape shape) {
        JsonNode node = shape.node();
        if (node.has("m")) {
            must(value.isObject(), field, "an object");
            structure(value, shape);
        } else if (node.has("l")) {
            must(value.isArray(), field, "an array");
            value.forEach(element -> check(field, element, shape.refer(node.get("l"))));
        } else if (node.has("v")) {
            must(value.isObject(), field, "an object");
            value.forEach(element -> check(field, element, shape.refer(node.get("v"))));
        } else {
            scalar(field, value, node);
        }
    }

    private static void scalar(String field, JsonNode value, JsonNode shape) {
        switch (shape.isTextual() ? shape.textValue() : shape.path("t").asText()) {
            case "s" -> string(field, value, shape);
            case "n" -> number(field, value, shape);
            case "b" -> must(value.isBoolean(), field, "a boolean");
            default -> {}
        }
    }

    private static void string(String field, JsonNode value, JsonNode shape) {
        must(value.isTextual(), field, "a string");
        int length = value.textValue().length();
        if (shape.has("e") && !contains(shape.get("e"), value.textValue())) {
            throw invalid("Field '" + field + "' is not an expected value");
        }
        if (shape.has("min") && length < shape.get("min").asLong()) {
            throw invalid("Field '" + field + "' is smaller than the minimum length");
        }
        if (shape.has("max") && length > shape.get("max").asLong()) {
            throw invalid("Field '" + field + "' exceeds the maximum length");
        }
    }

    private static void number(String field, JsonNode value, JsonNode shape) {
        must(value.isNumber(), field, "a number");
        if (shape.has("min") && value.doubleValue() < shape.get("min").doubleValue()) {
            throw invalid("Field '" + field + "' is less than the minimum value");
        }
        if (shape.has("max") && value.doubleValue() > shape.get("max").doubleValue()) {
            throw invalid("Field '" + field + "' exceeds the maximum value");
        }
    }

    private static void must(boolean right, String field, String type) {
        if (!right) {
            throw invalid("Field '" + field + "' must be " + type);
        }
    }

    private static InvalidRequest invalid(String why) {
        return InvalidRequest.validation("Mock result schema validation error: " + why);
    }
}
