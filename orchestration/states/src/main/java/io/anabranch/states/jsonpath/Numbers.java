package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Entropy;
import java.util.List;
import java.util.SplittableRandom;

/** The intrinsic functions on numbers, and the merge of objects. */
final class Numbers {
    private Numbers() {}

    /** Each addend is rounded by itself, half up: -0.5 + 0.5 is 1. */
    static JsonNode add(JsonNode left, JsonNode right) {
        long sum = (long) rounded(left, "first") + rounded(right, "second");
        if (sum != (int) sum) {
            throw new IllegalArgumentException("The sum " + sum + " is not between -2147483648 and 2147483647");
        }
        return IntNode.valueOf((int) sum);
    }

    /** A number from the first argument up to, but not, the second; a third argument is the seed. */
    static JsonNode random(List<JsonNode> arguments, Entropy entropy) {
        int start = rounded(arguments.get(0), "first");
        int end = rounded(arguments.get(1), "second");
        if (end <= start) {
            throw new IllegalArgumentException("The second argument must be greater than the first");
        }
        double uniform = arguments.size() == 3
                ? new SplittableRandom(rounded(arguments.get(2), "third")).nextDouble()
                : entropy.nextDouble();
        return IntNode.valueOf((int) (start + (long) (uniform * ((long) end - start))));
    }

    static JsonNode merge(JsonNode left, JsonNode right, JsonNode deep) {
        if (!deep.isBoolean() || deep.booleanValue()) {
            throw new IllegalArgumentException("The third argument must be false: only shallow merging is supported");
        }
        if (!(left instanceof ObjectNode first && right instanceof ObjectNode second)) {
            throw new IllegalArgumentException("The first and second arguments must be objects");
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        merged.setAll(first);
        merged.setAll(second);
        return merged;
    }

    static int rounded(JsonNode value, String which) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException("The " + which + " argument must be a number but was " + value);
        }
        long whole = value.isIntegralNumber() && value.canConvertToLong()
                ? value.longValue()
                : Math.round(value.doubleValue());
        if (whole != (int) whole) {
            throw new IllegalArgumentException(
                    "The " + which + " argument must be between -2147483648 and 2147483647 but was " + value);
        }
        return (int) whole;
    }
}
