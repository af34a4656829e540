package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request of TestState, its texts parsed.
 *
 * @param definition the text of a state, or of a machine together with a state's name
 * @param roleArn null for none
 * @param mock null for a test that calls what the state calls
 */
record Request(
        String definition,
        @Nullable String stateName,
        @Nullable String roleArn,
        Given given,
        Level level,
        @Nullable Mock mock,
        Configuration configuration) {
    /**
     * What the state is to see.
     *
     * @param context null for one that is made up
     */
    record Given(
            JsonNode input, JsonNode variables, @Nullable JsonNode context) {}

    /**
     * What is to have happened before and inside.
     *
     * @param retries how many retries the retrier that matches has behind it
     * @param mapFailures how many of a Map's items are to have failed
     * @param mapItems what an ItemReader is to have read; null for none
     */
    record Configuration(
            int retries, int mapFailures, @Nullable JsonNode mapItems) {}

    enum Level {
        INFO,
        DEBUG,
        TRACE
    }

    private static final Set<String> MEMBERS = Set.of(
            "definition",
            "stateName",
            "roleArn",
            "input",
            "inspectionLevel",
            "revealSecrets",
            "variables",
            "context",
            "mock",
            "stateConfiguration");
    private static final Set<String> CONFIGURATION =
            Set.of("retrierRetryCount", "errorCausedByState", "mapIterationFailureCount", "mapItemReaderData");

    static Request of(JsonNode request) {
        known(request, MEMBERS, "");
        JsonNode definition = request.get("definition");
        if (definition == null) {
            throw InvalidRequest.validation("1 validation error detected: Value null at 'definition' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        Mock mock = Mock.of(request.get("mock"));
        if (mock != null && request.path("revealSecrets").asBoolean()) {
            throw InvalidRequest.validation("TestState does not support RevealSecrets when a mock is specified.");
        }
        JsonNode configuration = request.path("stateConfiguration");
        known(configuration, CONFIGURATION, "stateConfiguration.");
        unmocked(configuration, mock);
        return new Request(
                definition.isTextual() ? definition.textValue() : definition.toString(),
                text(request, "stateName"),
                text(request, "roleArn"),
                new Given(
                        input(request.get("input")),
                        object(request.get("variables"), "variables"),
                        context(request.get("context"))),
                level(request.path("inspectionLevel").asText("INFO")),
                mock,
                new Configuration(
                        configuration.path("retrierRetryCount").asInt(),
                        configuration.path("mapIterationFailureCount").asInt(),
                        items(configuration.get("mapItemReaderData"))));
    }

    private static void known(JsonNode object, Set<String> members, String prefix) {
        object.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw InvalidRequest.validation(
                        "Invalid member: '" + prefix + name + "', expected one of " + new TreeSet<>(members));
            }
        });
    }

    private static void unmocked(JsonNode configuration, @Nullable Mock mock) {
        if (mock != null) {
            return;
        }
        configuration.fieldNames().forEachRemaining(name -> {
            String shown = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            throw InvalidRequest.validation("TestState does not support " + shown + " when a mock is not specified.");
        });
    }

    private static @Nullable String text(JsonNode request, String member) {
        JsonNode value = request.get(member);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static JsonNode input(@Nullable JsonNode input) {
        if (input == null || (input.isTextual() && input.textValue().isEmpty())) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return Texts.json(input, "");
        } catch (InvalidRequest e) {
            throw new InvalidRequest(
                    "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + input.asText() + "'");
        }
    }

    private static Level level(String name) {
        for (Level level : Level.values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        throw InvalidRequest.validation(
                "1 validation error detected: Value '" + name
                        + "' at 'inspectionLevel' failed to satisfy constraint: Member must satisfy enum value set: [INFO, DEBUG, TRACE]");
    }

    private static JsonNode object(@Nullable JsonNode value, String member) {
        if (value == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode parsed = Texts.json(value, "Invalid " + member + ": expected a JSON object");
        if (!parsed.isObject()) {
            throw InvalidRequest.validation("Invalid " + member + ": expected a JSON object");
        }
        return parsed;
    }

    private static @Nullable JsonNode context(@Nullable JsonNode context) {
        return context == null ? null : Texts.json(context, "Invalid Context object provided: must be valid JSON");
    }

    private static @Nullable JsonNode items(@Nullable JsonNode data) {
        return data == null ? null : Texts.json(data, "MapItemReaderData must be valid JSON");
    }
}
