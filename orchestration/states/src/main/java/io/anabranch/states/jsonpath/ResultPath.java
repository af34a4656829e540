package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code ResultPath}: where a state's result goes in its input. */
public final class ResultPath {
    /** Absent or {@code "$"}: the result replaces the input. */
    public static final ResultPath REPLACE = new ResultPath("$", List.of());

    private static final ResultPath DISCARD = new ResultPath("null", null);

    private final String text;
    private final @Nullable List<Step> steps;

    private ResultPath(String text, @Nullable List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /**
     * @param value the field's value in the definition; null when the definition does not have the field
     * @throws InvalidPath when the value is neither null nor a reference path
     */
    public static ResultPath of(@Nullable JsonNode value) {
        if (value == null) {
            return REPLACE;
        }
        if (value.isNull()) {
            return DISCARD;
        }
        String text = value.isTextual() ? value.textValue() : "";
        List<Step> steps = text.startsWith("$") && !text.startsWith("$$") ? Step.parse(text.substring(1)) : null;
        if (steps == null) {
            throw new InvalidPath("Value is not a Reference Path: " + value);
        }
        return new ResultPath(text, steps);
    }

    /**
     * The input with the result put at this path; the input itself stays as it is.
     *
     * @throws StatesError States.ResultPathMatchFailure when the path does not fit the input
     */
    public JsonNode merge(JsonNode input, JsonNode result) {
        return steps == null ? input : put(input, 0, input, result);
    }

    private JsonNode put(@Nullable JsonNode at, int depth, JsonNode input, JsonNode result) {
        if (steps == null || depth == steps.size()) {
            return result;
        }
        Step step = steps.get(depth);
        if (step instanceof Step.Member field && (at == null || (at.isNull() && depth > 0) || at.isObject())) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            if (at instanceof ObjectNode object) {
                copy.setAll(object);
            }
            copy.set(field.name(), put(copy.get(field.name()), depth + 1, input, result));
            return copy;
        }
        if (step instanceof Step.Index index && at instanceof ArrayNode array && array.has(index.index())) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
            copy.set(index.index(), put(array.get(index.index()), depth + 1, input, result));
            return copy;
        }
        throw new StatesError(
                StatesError.RESULT_PATH_MATCH_FAILURE, "Unable to apply ReferencePath " + text + " to input " + input);
    }
}
