package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.VariableScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of one flow, over those of the flows around it. Only the flow's own states write to it. */
final class Scope implements VariableScope {
    private final @Nullable Scope outer;
    private final Map<String, JsonNode> own = new LinkedHashMap<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    @Override
    public @Nullable JsonNode get(String name) {
        JsonNode value = own.get(name);
        return value != null || outer == null ? value : outer.get(name);
    }

    @Override
    public Map<String, JsonNode> visible() {
        if (outer == null) {
            return own;
        }
        Map<String, JsonNode> all = new LinkedHashMap<>(outer.visible());
        all.putAll(own);
        return all;
    }

    /**
     * Looks at an Assign before it is made: names are unique over the scopes, and only the scope of a variable assigns it
     * (Step Functions Developer Guide, Passing data between states with variables). AWS's wording is not known.
     *
     * @throws StatesError States.Runtime
     */
    void check(Map<String, JsonNode> values) {
        for (String name : values.keySet()) {
            if (outer != null && outer.get(name) != null) {
                throw StatesError.inState(
                        StatesError.RUNTIME,
                        "The variable '" + name
                                + "' belongs to an outer scope and cannot be assigned here. Take another name");
            }
        }
    }

    void assign(Map<String, JsonNode> values) {
        own.putAll(values);
    }
}
