package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The inspection data of a test: JSON in texts, as the API has it, and a few numbers. */
final class Inspection {
    private final ObjectNode data = JsonNodeFactory.instance.objectNode();

    /** Notes what a payload has become; returns it. */
    JsonNode note(String stage, JsonNode payload) {
        data.put(stage, payload.toString());
        return payload;
    }

    void number(String name, long value) {
        data.put(name, value);
    }

    void number(String name, double value) {
        data.put(name, value);
    }

    ObjectNode errorDetails() {
        return data.withObjectProperty("errorDetails");
    }

    ObjectNode data() {
        return data;
    }
}
