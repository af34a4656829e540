package io.anabranch.states.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;

/** The value of a field in a JSONata state: JSON in which every string {@code "{% … %}"} is an expression. */
public final class JsonataTemplate {
    /**
     * @param field the field's name from the state on, as errors name it: {@code "Arguments"}, {@code "Catch[0]/Output"}
     * @throws InvalidExpression when an expression is not JSONata
     */
    public static JsonataTemplate compile(String field, JsonNode template) {
        throw new UnsupportedOperationException(field + template);
    }

    /** Whether the template holds no expression and so always yields the same value. */
    public boolean constant() {
        throw new UnsupportedOperationException();
    }

    /** @throws io.anabranch.states.StatesError States.QueryEvaluationError */
    public JsonNode evaluate(Environment environment) {
        return evaluate(environment, ResultType.ANY);
    }

    /** @throws io.anabranch.states.StatesError States.QueryEvaluationError, also when the value is of another type */
    public JsonNode evaluate(Environment environment, ResultType expected) {
        throw new UnsupportedOperationException(expected.name());
    }
}
