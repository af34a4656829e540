package io.anabranch.states.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.jsonpath.Path;

/** One comparison of a variable. Only {@code IsPresent} may look for what is not there. */
record Comparison(Path variable, Operator operator, Operand operand) implements Condition {
    @Override
    public boolean holds(Environment environment) {
        JsonNode value = variable.find(environment);
        if (operator.isPresent()) {
            return (value != null) == operand.value(environment).booleanValue();
        }
        if (value == null) {
            throw Operand.invalid(variable);
        }
        return operator.test(value, operand.value(environment));
    }
}
