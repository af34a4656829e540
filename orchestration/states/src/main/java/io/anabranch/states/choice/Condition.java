package io.anabranch.states.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.QueryLanguage;

/** Whether a choice rule holds. */
@FunctionalInterface
public interface Condition {
    /** @throws io.anabranch.states.StatesError when a path finds nothing or an expression fails */
    boolean holds(Environment environment);

    /**
     * The condition of a choice rule: a comparison, And, Or, Not, or a JSONata {@code Condition}.
     *
     * @param rule the rule's JSON; Next, Assign, Output and Comment are passed over
     * @param index the rule's place in {@code Choices}, for errors
     * @throws IllegalArgumentException when the rule is no condition; the message says why
     */
    static Condition compile(JsonNode rule, QueryLanguage language, int index) {
        return language == QueryLanguage.JSONATA
                ? ExpressionCondition.compile(rule, index)
                : ComparisonParser.parse(rule);
    }
}
