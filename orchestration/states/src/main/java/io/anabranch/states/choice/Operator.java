package io.anabranch.states.choice;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A comparison operator of a choice rule. Values of another type than the operator's never compare. */
public final class Operator {
    private static final Map<String, Operator> BY_NAME = new HashMap<>();

    static {
        Predicate<JsonNode> string = JsonNode::isTextual;
        Predicate<JsonNode> number = JsonNode::isNumber;
        Predicate<JsonNode> timestamp = Timestamps::isTimestamp;
        Predicate<JsonNode> bool = JsonNode::isBoolean;
        family("String", "a string", string, (a, b) -> a.textValue().compareTo(b.textValue()));
        family("Numeric", "a number", number, Operator::compareNumbers);
        family("Timestamp", "a timestamp such as 2016-03-14T01:59:00Z", timestamp, Timestamps::compare);
        comparing("BooleanEquals", "a boolean", bool, (a, b) -> a.booleanValue() == b.booleanValue());
        register(
                "StringMatches",
                "a string",
                string,
                (a, b) -> string.test(a) && StringPattern.matches(a.textValue(), b.textValue()));
        typeTest("IsNull", JsonNode::isNull);
        typeTest("IsString", string);
        typeTest("IsNumeric", number);
        typeTest("IsBoolean", bool);
        typeTest("IsTimestamp", timestamp);
        typeTest("IsPresent", value -> true);
    }

    private interface Order {
        int compare(JsonNode left, JsonNode right);
    }

    private final String name;
    private final String operandRule;
    private final Predicate<JsonNode> operandType;
    private final BiPredicate<JsonNode, JsonNode> test;

    private Operator(
            String name, String operandRule, Predicate<JsonNode> operandType, BiPredicate<JsonNode, JsonNode> test) {
        this.name = name;
        this.operandRule = operandRule;
        this.operandType = operandType;
        this.test = test;
    }

    /** The operator of that name ({@code StringEquals}, {@code NumericLessThanPath}, …); null when there is none. */
    public static @Nullable Operator of(String name) {
        return BY_NAME.get(name);
    }

    /** The names of all operators. */
    public static Set<String> names() {
        return Set.copyOf(BY_NAME.keySet());
    }

    /** Whether the value may stand in a definition as what this operator compares with. */
    public boolean acceptsOperand(JsonNode value) {
        return operandType.test(value);
    }

    /** What this operator compares with, in words. */
    public String operandRule() {
        return operandRule;
    }

    boolean isPresent() {
        return name.equals("IsPresent");
    }

    boolean test(JsonNode value, JsonNode operand) {
        return test.test(value, operand);
    }

    private static void family(String prefix, String rule, Predicate<JsonNode> type, Order order) {
        Map<String, IntPredicate> signs = Map.of(
                "Equals", sign -> sign == 0,
                "LessThan", sign -> sign < 0,
                "GreaterThan", sign -> sign > 0,
                "LessThanEquals", sign -> sign <= 0,
                "GreaterThanEquals", sign -> sign >= 0);
        signs.forEach(
                (suffix, sign) -> comparing(prefix + suffix, rule, type, (a, b) -> sign.test(order.compare(a, b))));
    }

    private static void comparing(
            String name, String rule, Predicate<JsonNode> type, BiPredicate<JsonNode, JsonNode> test) {
        BiPredicate<JsonNode, JsonNode> typed = (a, b) -> type.test(a) && type.test(b) && test.test(a, b);
        register(name, rule, type, typed);
        register(name + "Path", "a path", JsonNode::isTextual, typed);
    }

    private static void typeTest(String name, Predicate<JsonNode> type) {
        register(
                name,
                "true or false",
                JsonNode::isBoolean,
                (value, expected) -> type.test(value) == expected.booleanValue());
    }

    private static void register(
            String name, String rule, Predicate<JsonNode> type, BiPredicate<JsonNode, JsonNode> test) {
        BY_NAME.put(name, new Operator(name, rule, type, test));
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        return left.canConvertToLong()
                        && right.canConvertToLong()
                        && left.isIntegralNumber()
                        && right.isIntegralNumber()
                ? Long.compare(left.longValue(), right.longValue())
                : left.decimalValue().compareTo(right.decimalValue());
    }
}
