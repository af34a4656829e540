package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;

/** The compiled value of a field, in either query language. */
@FunctionalInterface
public interface Template {
    /** @throws io.anabranch.states.StatesError when the expression fails */
    JsonNode evaluate(Environment environment);

    /** A template without expressions. */
    static Template constant(JsonNode value) {
        return environment -> value;
    }
}
