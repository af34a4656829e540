package io.anabranch.states;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see.
 *
 * @param input what {@code $} is in a JSONPath, and {@code $states.input} in JSONata
 * @param context the context object, {@code $$} and {@code $states.context}
 * @param variables the variables in scope
 * @param result {@code $states.result}, null where the field may not read it
 * @param errorOutput {@code $states.errorOutput}, null outside a {@code Catch}
 * @param entropy where random numbers and UUIDs come from
 */
public record Environment(
        JsonNode input,
        JsonNode context,
        VariableScope variables,
        @Nullable JsonNode result,
        @Nullable JsonNode errorOutput,
        Entropy entropy) {

    public Environment(JsonNode input, JsonNode context, VariableScope variables, Entropy entropy) {
        this(input, context, variables, null, null, entropy);
    }

    public Environment withInput(JsonNode other) {
        return new Environment(other, context, variables, result, errorOutput, entropy);
    }

    public Environment withContext(JsonNode other) {
        return new Environment(input, other, variables, result, errorOutput, entropy);
    }

    public Environment withResult(JsonNode other) {
        return new Environment(input, context, variables, other, errorOutput, entropy);
    }

    public Environment withErrorOutput(JsonNode other) {
        return new Environment(input, context, variables, result, other, entropy);
    }
}
