package io.anabranch.states.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.jsonpath.Path;

/** The right side of a comparison: a value of the definition, or a path to one. */
sealed interface Operand {
    JsonNode value(Environment environment);

    record Literal(JsonNode value) implements Operand {
        @Override
        public JsonNode value(Environment environment) {
            return value;
        }
    }

    record Reference(Path path) implements Operand {
        @Override
        public JsonNode value(Environment environment) {
            JsonNode found = path.find(environment);
            if (found == null) {
                throw invalid(path);
            }
            return found;
        }
    }

    /** @throws IllegalArgumentException when the value is not what the operator compares with */
    static Operand of(Operator operator, String field, JsonNode value) {
        if (field.endsWith("Path")) {
            if (!value.isTextual()) {
                throw new IllegalArgumentException("Invalid " + field + ": " + value + ", expected a path");
            }
            return new Reference(Path.parse(value.textValue()));
        }
        if (!operator.acceptsOperand(value)) {
            throw new IllegalArgumentException(
                    "Invalid " + field + ": " + value + ", expected " + operator.operandRule());
        }
        return new Literal(value);
    }

    static StatesError invalid(Path path) {
        return StatesError.inState(
                StatesError.RUNTIME,
                "Invalid path '" + path.text() + "': The choice state's condition path references an invalid value.");
    }
}
