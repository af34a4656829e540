package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.QueryLanguage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the JSON of a definition into the model. */
public final class DefinitionParser {
    private DefinitionParser() {}

    /** @throws InvalidDefinition when a field is missing, of the wrong type, or holds an expression that does not compile */
    public static Definition parse(JsonNode definition) {
        Fields fields = Fields.of("", definition);
        QueryLanguage language = language(fields, QueryLanguage.JSONPATH);
        JsonNode timeout = fields.get("TimeoutSeconds");
        return new Definition(flow(fields, language), timeout == null ? null : timeout.asLong());
    }

    static Flow flow(Fields fields, QueryLanguage language) {
        Map<String, State> states = new LinkedHashMap<>();
        Fields all = fields.object("States");
        all.names().forEach(name -> states.put(name, state(name, all.object(name), language)));
        String start = fields.text("StartAt");
        if (!states.containsKey(start)) {
            throw new InvalidDefinition(fields.location("StartAt"), "there is no state '" + start + "'");
        }
        return new Flow(start, states);
    }

    /** A state on its own, as TestState takes it. */
    public static State parseState(String name, JsonNode state, @Nullable QueryLanguage language) {
        return state(name, Fields.of("", state), language == null ? QueryLanguage.JSONPATH : language);
    }

    private static State state(String name, Fields fields, QueryLanguage inherited) {
        QueryLanguage language = language(fields, inherited);
        StateParser parser = new StateParser(name, fields, language, inherited);
        try {
            return parser.parse();
        } catch (InvalidDefinition e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidDefinition(fields.location(), String.valueOf(e.getMessage()));
        }
    }

    private static QueryLanguage language(Fields fields, QueryLanguage inherited) {
        String text = fields.optionalText("QueryLanguage");
        if (text == null) {
            return inherited;
        }
        QueryLanguage language = QueryLanguage.of(text);
        if (language == null) {
            throw new InvalidDefinition(
                    fields.location("QueryLanguage"), "'" + text + "', expected JSONPath or JSONata");
        }
        return language;
    }
}
