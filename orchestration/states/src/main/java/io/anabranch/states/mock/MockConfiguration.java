package io.anabranch.states.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mock configuration file: {@code StateMachines → name → TestCases → case → state → response}, and
 * {@code MockedResponses → response → "0" or "1-3" → Return | Throw}.
 */
public final class MockConfiguration {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /** State machine to test case to state to response. */
    private final Map<String, Map<String, Map<String, MockedResponse>>> machines;

    private MockConfiguration(Map<String, Map<String, Map<String, MockedResponse>>> machines) {
        this.machines = machines;
    }

    /** @throws InvalidMocks when the text is no such file */
    public static MockConfiguration parse(String text) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw InvalidMocks.at("line " + line, e.getOriginalMessage(), "valid JSON");
        }
        only(root, Set.of("StateMachines", "MockedResponses"), "/");
        Map<String, MockedResponse> responses = new LinkedHashMap<>();
        object(root, "MockedResponses", "/MockedResponses")
                .properties()
                .forEach(
                        entry -> responses.put(entry.getKey(), MockedResponse.parse(entry.getKey(), entry.getValue())));
        Map<String, Map<String, Map<String, MockedResponse>>> machines = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> machine :
                object(root, "StateMachines", "/StateMachines").properties()) {
            machines.put(machine.getKey(), cases(machine.getValue(), "/StateMachines/" + machine.getKey(), responses));
        }
        return new MockConfiguration(machines);
    }

    private static Map<String, Map<String, MockedResponse>> cases(
            JsonNode machine, String location, Map<String, MockedResponse> responses) {
        only(machine, Set.of("TestCases"), location);
        Map<String, Map<String, MockedResponse>> cases = new LinkedHashMap<>();
        String at = location + "/TestCases";
        for (Map.Entry<String, JsonNode> test : object(machine, "TestCases", at).properties()) {
            if (!test.getValue().isObject()) {
                throw InvalidMocks.at(
                        at + "/" + test.getKey(), "'" + test.getValue() + "'", "an object of states and responses");
            }
            Map<String, MockedResponse> states = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> state : test.getValue().properties()) {
                MockedResponse response = responses.get(state.getValue().asText());
                if (response == null) {
                    throw InvalidMocks.at(
                            at + "/" + test.getKey() + "/" + state.getKey(),
                            "the response " + state.getValue(),
                            "one of MockedResponses: " + responses.keySet());
                }
                states.put(state.getKey(), response);
            }
            cases.put(test.getKey(), states);
        }
        return cases;
    }

    private static JsonNode object(JsonNode holder, String field, String location) {
        JsonNode value = holder.get(field);
        if (value == null || !value.isObject()) {
            throw InvalidMocks.at(location, value == null ? "nothing" : "'" + value.getNodeType() + "'", "an object");
        }
        return value;
    }

    private static void only(JsonNode object, Set<String> fields, String location) {
        if (!object.isObject()) {
            throw InvalidMocks.at(location, "'" + object.getNodeType() + "'", "an object with " + fields);
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw InvalidMocks.at(location, "the field '" + name + "'", "only " + fields);
            }
        });
    }

    /** The state machines that have test cases. */
    public Set<String> stateMachines() {
        return machines.keySet();
    }

    /**
     * The mocks of one test case, their calls counted from 0.
     *
     * @param stateMachine null when the file has only one
     * @param testCase null when the machine has only one
     * @throws InvalidMocks when there is no such test case, or more than one to choose from
     */
    public MockedTasks testCase(@Nullable String stateMachine, @Nullable String testCase) {
        Map<String, Map<String, MockedResponse>> cases = pick(machines, stateMachine, "state machine");
        return new MockedTasks(pick(cases, testCase, "test case"));
    }

    private static <T> T pick(Map<String, T> from, @Nullable String name, String what) {
        if (name == null && from.size() == 1) {
            return from.values().iterator().next();
        }
        T found = name == null ? null : from.get(name);
        if (found == null) {
            throw new InvalidMocks("Cannot find " + (name == null ? "the only " + what : what + " '" + name + "'")
                    + " in the mock configuration: it has " + from.keySet() + ". Name one of them.");
        }
        return found;
    }
}
