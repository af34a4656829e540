package io.anabranch.states.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the JSONata evaluator as JSON and back; objects and arrays are converted when they are looked into. */
final class Values {
    /** From here on JavaScript writes whole numbers with an exponent, and so does AWS. */
    private static final double LARGEST_PLAIN = 1e21;

    private Values() {}

    /** The value as the evaluator wants it: null as its own constant, objects and arrays as views. */
    static Object toJava(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> new ObjectView((ObjectNode) node);
            case ARRAY -> new ArrayView((ArrayNode) node);
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> Jsonata.NULL_VALUE;
        };
    }

    private static Object number(JsonNode node) {
        if (node.isInt()) {
            return node.intValue();
        }
        return node.isLong() ? node.longValue() : Utils.convertNumber(node.doubleValue());
    }

    /** The value as JSON; null when it, or something in it, is no JSON (a function, a regular expression). */
    static @Nullable JsonNode toJson(@Nullable Object value) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return NullNode.getInstance();
        }
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        if (value instanceof Boolean bool) {
            return BooleanNode.valueOf(bool);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof ObjectView view) {
            return view.node();
        }
        if (value instanceof ArrayView view) {
            return view.node();
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        return value instanceof List<?> list ? array(list) : null;
    }

    private static @Nullable JsonNode object(Map<?, ?> map) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            JsonNode value = toJson(entry.getValue());
            if (value == null) {
                return null;
            }
            object.set(String.valueOf(entry.getKey()), value);
        }
        return object;
    }

    private static @Nullable JsonNode array(List<?> list) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
        for (Object element : list) {
            JsonNode value = toJson(element);
            if (value == null) {
                return null;
            }
            array.add(value);
        }
        return array;
    }

    /** Numbers as JavaScript prints them: 3.0 is 3. */
    private static JsonNode number(Number number) {
        if (number instanceof Integer whole) {
            return IntNode.valueOf(whole);
        }
        if (number instanceof Long whole) {
            return whole == whole.intValue() ? IntNode.valueOf(whole.intValue()) : LongNode.valueOf(whole);
        }
        double value = number.doubleValue();
        if (value != Math.rint(value) || Math.abs(value) >= LARGEST_PLAIN || Double.isInfinite(value)) {
            return DoubleNode.valueOf(value);
        }
        if (Math.abs(value) < Long.MAX_VALUE) {
            return number((long) value);
        }
        return DecimalNode.valueOf(new BigDecimal(value));
    }

    /** The name AWS gives the type of a value. */
    static String typeName(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            default -> "null";
        };
    }
}
