package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.choice.Operator;
import io.anabranch.states.jsonata.JsonataTemplate;
import java.util.ArrayList;
import java.util.List;

/** The rules of a Choice state. */
final class Choices {
    private static final List<String> KINDS = List.of("And", "Or", "Not", "Variable");

    private static final Shape JSONATA = new Shape()
            .field("Comment", Rules.STRING)
            .jsonata("Condition", Choices::condition)
            .field("Next", Rules.STRING)
            .field("Assign", Templates.ASSIGN)
            .jsonata("Output", Templates.OUTPUT)
            .require("Condition", "Next");

    private static final Shape NESTED = comparisons(new Shape());
    private static final Shape TOP = comparisons(new Shape())
            .field("Next", Rules.STRING)
            .field("Assign", Templates.ASSIGN)
            .jsonata("Output", Templates.OUTPUT)
            .require("Next");

    static final Rule RULES = Rules.nonEmptyArrayOf(Choices::rule);

    private Choices() {}

    private static Shape comparisons(Shape shape) {
        Rule nested = (value, place) -> comparison(value, place, NESTED);
        shape.field("Comment", Rules.STRING)
                .jsonata("Condition", Choices::condition)
                .jsonPath("Variable", Rules.REFERENCE_PATH)
                .jsonPath("And", Rules.nonEmptyArrayOf(nested))
                .jsonPath("Or", Rules.nonEmptyArrayOf(nested))
                .jsonPath("Not", nested);
        for (String name : Operator.names()) {
            shape.jsonPath(name, name.endsWith("Path") ? Rules.REFERENCE_PATH : operand(name));
        }
        return shape;
    }

    private static Rule operand(String name) {
        Operator operator = Operator.of(name);
        return (value, place) -> {
            if (operator != null && !operator.acceptsOperand(value)) {
                place.error("Expected " + operator.operandRule() + " but was " + value);
            }
        };
    }

    private static void condition(JsonNode value, Place place) {
        boolean expression = value.isTextual() && JsonataTemplate.isExpression(value.textValue());
        if (!expression && !value.isBoolean()) {
            place.error("JSONata string must start with {% and end with %}");
        }
        Rules.computed(value, place);
    }

    private static void rule(JsonNode value, Place place) {
        if (place.jsonata() && value.isObject() && !value.has("Variable")) {
            Rules.object(JSONATA).check(value, place);
        } else {
            comparison(value, place, TOP);
        }
    }

    private static void comparison(JsonNode value, Place place, Shape shape) {
        if (!(value instanceof ObjectNode rule)) {
            place.error("Expected value of type Object");
            return;
        }
        shape.check(rule, place);
        if (place.jsonata()) {
            return;
        }
        if (KINDS.stream().filter(rule::has).count() != 1) {
            place.error("The object must have only one of the following fields, [And, Or, Not, Variable, Condition]");
        } else if (rule.has("Variable")) {
            operators(rule, place);
        }
    }

    private static void operators(ObjectNode rule, Place place) {
        List<String> found = new ArrayList<>();
        rule.fieldNames().forEachRemaining(name -> {
            if (Operator.of(name) != null) {
                found.add(name);
            }
        });
        if (found.size() > 1) {
            place.error("There should only be one of the following fields: " + found);
        } else if (found.isEmpty()) {
            place.error("A rule with a Variable needs one comparison", "Add one such as StringEquals or IsPresent.");
        }
    }
}
