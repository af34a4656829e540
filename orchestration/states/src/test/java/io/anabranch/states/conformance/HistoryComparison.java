package io.anabranch.states.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.history.HistoryEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Compares a history with the recorded one. */
final class HistoryComparison {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Wildcards wildcards;
    private final List<HistoryEvent> actual;
    private final List<JsonNode> expected = new ArrayList<>();
    private final boolean unordered;

    HistoryComparison(Wildcards wildcards, JsonNode expect, List<HistoryEvent> actual) {
        this.wildcards = wildcards;
        this.actual = actual;
        expect.get("history").forEach(expected::add);
        this.unordered = expect.path("parallelEventsUnordered").asBoolean()
                || expect.path("iterationsInterleaved").asBoolean();
        if (!unordered) {
            expected.sort(Comparator.comparingInt(event -> event.path("id").asInt()));
        }
    }

    /** Whether the order and the ids of the recording mean anything. */
    boolean ordered() {
        return !unordered;
    }

    /** What differs in the types of the events; empty when nothing does. */
    String types() {
        List<String> have = new ArrayList<>();
        actual.forEach(event -> have.add(event.type().text()));
        List<String> want = new ArrayList<>();
        expected.forEach(event -> want.add(event.get("type").asText()));
        if (unordered) {
            have.sort(Comparator.naturalOrder());
            addLost(want, have);
            want.sort(Comparator.naturalOrder());
        }
        return have.equals(want) ? "" : have + "\n      expected " + want;
    }

    /**
     * The recorder lost the ends of nested Parallel states when it sorted events; the last id still tells how many. What is
     * missing may only be such an end.
     */
    private void addLost(List<String> want, List<String> have) {
        int total = expected.get(expected.size() - 1).path("id").asInt();
        List<String> more = new ArrayList<>(have);
        want.forEach(more::remove);
        for (String type : more) {
            boolean end = type.matches("ParallelState(Succeeded|Failed|Exited)");
            if (end && want.size() < total) {
                want.add(type);
            }
        }
    }

    /** The first event whose previousEventId differs; empty when none does. Histories of the same types only. */
    String previous() {
        for (int i = 0; i < expected.size(); i++) {
            long want = expected.get(i).path("prev").asLong();
            if (actual.get(i).previousEventId() != want) {
                return actual.get(i).id() + " " + actual.get(i).type().text() + " follows "
                        + actual.get(i).previousEventId() + ", expected " + want;
            }
        }
        return "";
    }

    /** The first event whose details differ; empty when none does. Histories of the same types only. */
    String details() {
        for (int i = 0; i < expected.size(); i++) {
            JsonNode want = expected.get(i).path("details");
            JsonNode have = actual.get(i).details().toJson();
            if (!sameDetails(want, have)) {
                return actual.get(i).id() + " " + actual.get(i).type().text() + " " + have + "\n      expected " + want;
            }
        }
        return "";
    }

    /** The recording has texts of JSON objects parsed, and leaves out what says whether a payload was cut. */
    private boolean sameDetails(JsonNode want, JsonNode have) {
        for (Map.Entry<String, JsonNode> field : want.properties()) {
            String name = field.getKey().equals("causeJson") ? "cause" : field.getKey();
            JsonNode value = have.path(name);
            boolean same = name.equals("assignedVariables")
                    ? sameVariables(field.getValue(), value)
                    : same(field.getValue(), value);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private boolean sameVariables(JsonNode want, JsonNode have) {
        ObjectNode parsed = MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> variable : have.properties()) {
            String text = variable.getValue().asText();
            parsed.set(variable.getKey(), text.startsWith("{") ? parse(text) : variable.getValue());
        }
        return wildcards.matches(want, parsed);
    }

    private boolean same(JsonNode want, JsonNode have) {
        if (wildcards.matches(want, have)) {
            return true;
        }
        return have.isTextual() && wildcards.matches(want, parse(have.textValue()));
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
