package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
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

    void assign(Map<String, JsonNode> values) {
        own.putAll(values);
    }
}
