package io.anabranch.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables a state can read: its own scope's and those of the scopes around it. */
public interface VariableScope {
    /** The scope with nothing in it. */
    VariableScope EMPTY = of(Map.of());

    /** The value of the variable, without the leading {@code $}; null when no scope has it. */
    @Nullable
    JsonNode get(String name);

    /** Every variable that can be read, inner scopes over outer ones. */
    Map<String, JsonNode> visible();

    /** A scope that holds the given variables for good. */
    static VariableScope of(Map<String, JsonNode> variables) {
        return new VariableScope() {
            @Override
            public @Nullable JsonNode get(String name) {
                return variables.get(name);
            }

            @Override
            public Map<String, JsonNode> visible() {
                return variables;
            }
        };
    }
}
