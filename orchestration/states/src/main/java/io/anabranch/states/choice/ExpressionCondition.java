package io.anabranch.states.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.Template;
import io.anabranch.states.jsonata.JsonataTemplate;
import io.anabranch.states.jsonata.ResultType;

/** A JSONata {@code Condition}: an expression, or a plain true or false. */
record ExpressionCondition(Template condition) implements Condition {
    static ExpressionCondition compile(JsonNode rule, int index) {
        JsonNode condition = rule.get("Condition");
        boolean usable = condition != null
                && (condition.isBoolean()
                        || (condition.isTextual() && JsonataTemplate.isExpression(condition.textValue())));
        if (!usable) {
            throw new IllegalArgumentException(
                    "Invalid Condition: " + condition + ", expected a boolean or a {% JSONata expression %}");
        }
        return new ExpressionCondition(
                JsonataTemplate.compile("Choices[" + index + "]/Condition", condition, ResultType.BOOLEAN));
    }

    @Override
    public boolean holds(Environment environment) {
        return condition.evaluate(environment).booleanValue();
    }
}
