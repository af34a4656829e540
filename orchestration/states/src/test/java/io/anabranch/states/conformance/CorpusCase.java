package io.anabranch.states.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.service.StateMachine;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case of the corpus: what goes in, what AWS's documentation says comes out, and where it says so.
 *
 * <p>A case with {@code request} is a call of TestState, one that expects {@code diagnostics} validates its definition, one
 * that expects an {@code errorCode} is refused when its machine is created or its execution started; every other one is an
 * execution.
 *
 * @param topic the file it stands in
 */
record CorpusCase(String topic, JsonNode json) {
    /** What a case may have. */
    static final Set<String> MEMBERS = Set.of(
            "name",
            "doc",
            "type",
            "machines",
            "objects",
            "definition",
            "executionName",
            "request",
            "input",
            "tasks",
            "redrives",
            "expect");

    enum Kind {
        EXECUTION,
        REFUSAL,
        VALIDATION,
        TEST_STATE
    }

    String id() {
        return topic + "/" + json.path("name").asText();
    }

    /** The rule in one sentence, and in parentheses the page that states it. */
    String doc() {
        return json.path("doc").asText();
    }

    Kind kind() {
        if (json.has("request")) {
            return Kind.TEST_STATE;
        }
        if (expect().has("diagnostics")) {
            return Kind.VALIDATION;
        }
        return expect().has("errorCode") ? Kind.REFUSAL : Kind.EXECUTION;
    }

    StateMachine.Type type() {
        return StateMachine.Type.valueOf(json.path("type").asText("STANDARD"));
    }

    /** The text of the definition: as it stands where it is a text, which is how one that is no JSON is written. */
    String definition() {
        JsonNode definition = expanded("definition");
        return definition.isTextual() ? definition.textValue() : definition.toString();
    }

    /** The JSON text the execution starts with; null where the case gives none. */
    @Nullable
    String input() {
        return json.has("input") ? expanded("input").toString() : null;
    }

    JsonNode expect() {
        return json.path("expect");
    }

    /** A member with every {@code {"$repeat": [text, times]}} written out: it stands for texts too long to read. */
    JsonNode expanded(String member) {
        return expand(json.path(member));
    }

    static JsonNode expand(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(expand(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        JsonNode repeat = node.path("$repeat");
        if (repeat.isArray()) {
            return JsonNodeFactory.instance.textNode(
                    repeat.get(0).textValue().repeat(repeat.get(1).intValue()));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), expand(field.getValue())));
        return object;
    }
}
