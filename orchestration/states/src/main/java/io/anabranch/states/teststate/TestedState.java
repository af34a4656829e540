package io.anabranch.states.teststate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.QueryLanguage;
import io.anabranch.states.model.DefinitionParser;
import io.anabranch.states.model.State;
import io.anabranch.states.validate.DefinitionValidator;
import io.anabranch.states.validate.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state a request names: one that stands by itself, or one of a machine.
 *
 * @param insideMap whether it is in the processor of a Map, however deep
 */
record TestedState(State state, boolean insideMap) {
    /** The name that AWS gives to whatever state is tested. */
    static final String NAME = "StateName";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Where a state of that name was found. */
    private record Found(JsonNode json, boolean insideMap) {}

    /** @throws InvalidRequest when the definition is none, or there is no such state in it */
    static TestedState of(Request request) {
        DefinitionValidator validator = new DefinitionValidator();
        JsonNode definition = tree(request.definition());
        boolean machine = definition != null && definition.has("States") && definition.has("StartAt");
        List<Diagnostic> problems = machine
                ? validator.validate(request.definition(), false)
                : validator.validateState(NAME, request.definition());
        boolean wrong = problems.stream().anyMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
        if (wrong || definition == null) {
            throw new InvalidRequest("InvalidDefinition", DefinitionValidator.invalidDefinitionMessage(problems));
        }
        if (machine) {
            QueryLanguage language =
                    QueryLanguage.of(definition.path("QueryLanguage").asText());
            return find(definition, request.stateName(), language);
        }
        if (request.stateName() != null) {
            throw InvalidRequest.validation("State not found in definition");
        }
        return new TestedState(DefinitionParser.parseState(NAME, definition, null), false);
    }

    private static TestedState find(JsonNode machine, @Nullable String name, @Nullable QueryLanguage language) {
        if (name == null) {
            throw InvalidRequest.validation("StateName must be specified when the definition is a state machine");
        }
        Found found = find(machine, name, false);
        if (found == null) {
            throw InvalidRequest.validation("State not found in definition");
        }
        return new TestedState(DefinitionParser.parseState(name, found.json(), language), found.insideMap());
    }

    private static @Nullable Found find(JsonNode flow, String name, boolean insideMap) {
        JsonNode states = flow.path("States");
        if (states.has(name)) {
            return new Found(states.get(name), insideMap);
        }
        for (JsonNode state : states) {
            Found found = find(state.path(state.has("ItemProcessor") ? "ItemProcessor" : "Iterator"), name, true);
            if (found != null) {
                return found;
            }
            for (JsonNode branch : state.path("Branches")) {
                found = find(branch, name, insideMap);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
