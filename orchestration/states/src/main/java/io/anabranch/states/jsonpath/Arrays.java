package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The intrinsic functions on arrays. */
final class Arrays {
    /** ArrayRange makes at most this many elements (AWS's page on intrinsic functions). */
    private static final int MAX_RANGE = 1_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Arrays() {}

    static JsonNode of(List<JsonNode> arguments) {
        return NODES.arrayNode(arguments.size()).addAll(arguments);
    }

    static JsonNode partition(JsonNode value, JsonNode sizeValue) {
        ArrayNode array = array(value);
        int size = Numbers.rounded(sizeValue, "second");
        if (size <= 0) {
            throw new IllegalArgumentException("The second argument must be a positive integer but was " + sizeValue);
        }
        ArrayNode chunks = NODES.arrayNode();
        for (int at = 0; at < array.size(); at++) {
            ArrayNode chunk = at % size == 0 ? chunks.addArray() : (ArrayNode) chunks.get(chunks.size() - 1);
            chunk.add(array.get(at));
        }
        return chunks;
    }

    static JsonNode contains(JsonNode value, JsonNode looked) {
        for (JsonNode element : array(value)) {
            if (element.equals(looked)) {
                return BooleanNode.TRUE;
            }
        }
        return BooleanNode.FALSE;
    }

    static JsonNode range(JsonNode first, JsonNode last, JsonNode stepValue) {
        long start = Numbers.rounded(first, "first");
        long end = Numbers.rounded(last, "second");
        long step = Numbers.rounded(stepValue, "third");
        if (step == 0) {
            throw new IllegalArgumentException("The third argument must not be 0");
        }
        if (Math.abs((end - start) / step) + 1 > MAX_RANGE) {
            throw new IllegalArgumentException("The range has more than " + MAX_RANGE + " elements");
        }
        ArrayNode range = NODES.arrayNode();
        for (long at = start; step > 0 ? at <= end : at >= end; at += step) {
            range.add(NODES.numberNode((int) at));
        }
        return range;
    }

    static JsonNode item(JsonNode value, JsonNode indexValue) {
        ArrayNode array = array(value);
        int index = Numbers.rounded(indexValue, "second");
        JsonNode item = index < 0 ? null : array.get(index);
        if (item == null) {
            throw new IllegalArgumentException(
                    "The index " + index + " is out of bounds for an array of length " + array.size());
        }
        return item;
    }

    static JsonNode length(JsonNode value) {
        return NODES.numberNode(array(value).size());
    }

    static JsonNode unique(JsonNode value) {
        Set<JsonNode> seen = new LinkedHashSet<>();
        array(value).forEach(seen::add);
        return NODES.arrayNode(seen.size()).addAll(seen);
    }

    private static ArrayNode array(JsonNode value) {
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw new IllegalArgumentException("The first argument must be an array but was " + value);
    }
}
