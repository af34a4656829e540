package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.semantics.Inspector;

/** The inspection data of a test: JSON in texts, as the API has it, and a few numbers. */
final class Inspection implements Inspector {
    private final ObjectNode data = JsonNodeFactory.instance.objectNode();

    @Override
    public void see(Point point, JsonNode payload) {
        text(point.text(), payload);
    }

    void text(String name, JsonNode payload) {
        data.put(name, payload.toString());
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
