package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.choice.Operator;
import io.anabranch.states.jsonata.JsonataTemplate;
import io.anabranch.states.jsonpath.InvalidPath;
import io.anabranch.states.jsonpath.Path;
import io.anabranch.states.jsonpath.PathOrIntrinsic;
import io.anabranch.states.jsonpath.ResultPath;
import java.util.List;

/** The rules of single values. */
final class Rules {
    static final Rule ANY = (value, place) -> {};

    static final Rule STRING = (value, place) -> {
        if (!value.isTextual()) {
            place.error("Expected value of type String");
        }
    };

    static final Rule BOOLEAN = (value, place) -> {
        if (!value.isBoolean()) {
            place.error("Expected value of type Boolean");
        }
    };

    /** A text that a JSONata state may compute. */
    static final Rule TEXT = (value, place) -> {
        if (!computed(value, place)) {
            STRING.check(value, place);
        }
    };

    /** A moment that is written in the definition, or one that a JSONata state computes. AWS's wording is not known. */
    static final Rule TIMESTAMP = (value, place) -> {
        Operator timestamps = Operator.of("TimestampEquals");
        if (!computed(value, place) && timestamps != null && !timestamps.acceptsOperand(value)) {
            place.error("Expected " + timestamps.operandRule() + " but was " + value);
        }
    };

    static final Rule PATH = (value, place) -> path(value, place, false);

    static final Rule PATH_OR_NULL = (value, place) -> {
        if (!value.isNull()) {
            path(value, place, false);
        }
    };

    static final Rule PATH_OR_INTRINSIC = (value, place) -> path(value, place, true);

    static final Rule REFERENCE_PATH = Rules::referencePath;

    static final Rule RESULT_PATH = (value, place) -> {
        if (!value.isNull()) {
            resultPath(value, place);
        }
    };

    private Rules() {}

    static Rule oneOf(String... names) {
        List<String> allowed = List.of(names);
        return (value, place) -> {
            if (!value.isTextual()) {
                place.error("Expected value of type String");
            } else if (!allowed.contains(value.textValue())) {
                place.error(
                        "Value should be one of the following: " + allowed,
                        Nearest.suggest(value.textValue(), allowed));
            }
        };
    }

    /** A whole number within bounds, both included; a JSONata state may compute it. */
    static Rule integer(long least, long most) {
        return (value, place) -> {
            if (computed(value, place)) {
                return;
            }
            if (!value.isIntegralNumber()) {
                place.error("Expected value of type Integer");
            } else {
                bounds(value, least, most, place);
            }
        };
    }

    static Rule number(long least, long most) {
        return (value, place) -> {
            if (computed(value, place)) {
                return;
            }
            if (!value.isNumber()) {
                place.error("Expected value of type Number");
            } else {
                bounds(value, least, most, place);
            }
        };
    }

    private static void bounds(JsonNode value, long least, long most, Place place) {
        if (value.doubleValue() < least) {
            place.error("Minimum value is " + least);
        } else if (value.doubleValue() > most) {
            place.error("Maximum value is " + most);
        }
    }

    static Rule object(Shape shape) {
        return (value, place) -> {
            if (value instanceof ObjectNode object) {
                shape.check(object, place);
            } else {
                place.error("Expected value of type Object");
            }
        };
    }

    /** An array with at least one element, each after the rule. */
    static Rule nonEmptyArrayOf(Rule element) {
        return (value, place) -> {
            if (value.isArray() && value.isEmpty()) {
                place.error("Value cannot be empty");
            } else {
                arrayOf(element).check(value, place);
            }
        };
    }

    static Rule arrayOf(Rule element) {
        return (value, place) -> {
            if (!value.isArray()) {
                place.error("Expected value of type Array");
                return;
            }
            for (int index = 0; index < value.size() && !place.report().full(); index++) {
                element.check(value.get(index), place.element(index));
            }
        };
    }

    /** A value after the rule, or one that a JSONata state computes. */
    static Rule orComputed(Rule rule) {
        return (value, place) -> {
            if (!computed(value, place)) {
                rule.check(value, place);
            }
        };
    }

    /** Whether the value is an expression of a JSONata state; its syntax is checked on the way. */
    static boolean computed(JsonNode value, Place place) {
        boolean expression = place.jsonata() && value.isTextual() && JsonataTemplate.isExpression(value.textValue());
        if (expression) {
            Templates.expression(value.textValue(), place, Templates.Reads.NEITHER);
        }
        return expression;
    }

    private static void path(JsonNode value, Place place, boolean intrinsic) {
        if (!value.isTextual()) {
            place.error("Expected value of type String");
            return;
        }
        try {
            if (intrinsic) {
                PathOrIntrinsic.parse(value.textValue());
            } else {
                Path.parse(value.textValue());
            }
        } catch (InvalidPath e) {
            place.error(
                    intrinsic
                            ? "Value must be a valid JSONPath or a valid intrinsic function call"
                            : "Value must be a valid JSONPath.",
                    e.getMessage());
        }
    }

    private static void referencePath(JsonNode value, Place place) {
        if (!value.isTextual()) {
            place.error("Expected value of type String");
            return;
        }
        if (!value.textValue().startsWith("$")) {
            place.error("Value is not a Reference Path: Reference path didn't start with '$'");
            return;
        }
        try {
            if (!Path.parse(value.textValue()).isDefinite()) {
                place.error(
                        "Value is not a Reference Path: it can match more than one node", "Name one field or element.");
            }
        } catch (InvalidPath e) {
            place.error("Value is not a Reference Path: " + e.getMessage());
        }
    }

    private static void resultPath(JsonNode value, Place place) {
        try {
            ResultPath.of(value);
        } catch (InvalidPath e) {
            place.error(String.valueOf(e.getMessage()), "Write null, $, or a path of fields such as $.result.");
        }
    }
}
