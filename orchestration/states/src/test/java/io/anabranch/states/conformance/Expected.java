package io.anabranch.states.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON that an answer has to equal. Numbers are compared by value. An object whose one member begins with a dollar sign is a
 * rule instead: {@code {"$any": true}} for whatever is there, {@code {"$matches": "regular expression"}} for a text,
 * {@code {"$between": [1, 2]}} for a number, {@code {"$json": …}} for a text that holds JSON, {@code {"$has": {…}}} for an
 * object that may have more members, {@code {"$unordered": […]}} for an array in any order.
 */
record Expected(JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** How many characters of a value a difference shows. */
    private static final int LONGEST = 2_000;

    /** Where and how the answer differs; empty when it does not. A null answer is one that is not there. */
    List<String> differences(String where, @Nullable JsonNode answer) {
        JsonNode actual = answer == null ? MissingNode.getInstance() : answer;
        List<String> found = new ArrayList<>();
        compare(where, json, actual, found);
        return found;
    }

    private static void compare(String where, JsonNode expected, JsonNode actual, List<String> found) {
        if (rule(expected) != null) {
            applyRule(where, expected, actual, found);
        } else if (expected.isObject() && actual.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(where + "." + name, expected.path(name), actual.path(name), found));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(where + "[" + i + "]", expected.get(i), actual.get(i), found);
            }
        } else if (!same(expected, actual)) {
            found.add(where + " is " + text(actual) + ", expected " + text(expected));
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return expected.equals(actual);
    }

    private static String text(JsonNode json) {
        String text = json.isMissingNode() ? "absent" : json.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static @Nullable String rule(JsonNode json) {
        if (!json.isObject() || json.size() != 1) {
            return null;
        }
        String name = json.fieldNames().next();
        return name.startsWith("$") ? name : null;
    }

    private static void applyRule(String where, JsonNode rule, JsonNode actual, List<String> found) {
        JsonNode operand = rule.elements().next();
        String name = String.valueOf(rule(rule));
        boolean kept = switch (name) {
            case "$any" -> !actual.isMissingNode();
            case "$matches" ->
                actual.isTextual()
                        && Pattern.compile(operand.textValue(), Pattern.DOTALL)
                                .matcher(actual.textValue())
                                .matches();
            case "$between" ->
                actual.isNumber()
                        && actual.doubleValue() >= operand.get(0).doubleValue()
                        && actual.doubleValue() <= operand.get(1).doubleValue();
            case "$json" -> fits(operand, parsed(actual));
            case "$has" -> has(operand, actual);
            case "$unordered" -> unordered(operand, actual);
            default -> throw new IllegalArgumentException("Invalid rule: " + name + " at " + where);
        };
        if (!kept) {
            found.add(where + " is " + text(actual) + ", expected " + rule);
        }
    }

    private static boolean fits(JsonNode expected, JsonNode actual) {
        return new Expected(expected).differences("", actual).isEmpty();
    }

    private static JsonNode parsed(JsonNode text) {
        try {
            return text.isTextual() ? MAPPER.readTree(text.textValue()) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean has(JsonNode members, JsonNode actual) {
        return members.properties().stream().allMatch(member -> fits(member.getValue(), actual.path(member.getKey())));
    }

    private static boolean unordered(JsonNode elements, JsonNode actual) {
        if (!actual.isArray() || actual.size() != elements.size()) {
            return false;
        }
        List<JsonNode> left = new ArrayList<>();
        actual.forEach(left::add);
        for (JsonNode element : elements) {
            JsonNode match = left.stream()
                    .filter(candidate -> fits(element, candidate))
                    .findFirst()
                    .orElse(null);
            if (match == null) {
                return false;
            }
            left.remove(match);
        }
        return true;
    }
}
