package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a state is left.
 *
 * @param assigned the variables it assigns, in the definition's order
 * @param next the state that follows; null where the flow ends
 */
public record Exit(
        JsonNode output,
        Map<String, JsonNode> assigned,
        @Nullable String next) {}
