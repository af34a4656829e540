package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A {@code ResultPath}: where a state's result goes in its input. */
public final class ResultPath {
    /** Absent or {@code "$"}: the result replaces the input. */
    public static final ResultPath REPLACE = new ResultPath();

    /**
     * @param value the field's value in the definition; null when the definition does not have the field
     * @throws InvalidPath when the value is neither null nor a reference path
     */
    public static ResultPath of(@Nullable JsonNode value) {
        throw new UnsupportedOperationException(String.valueOf(value));
    }

    /**
     * The input with the result put at this path; the input itself stays as it is.
     *
     * @throws io.anabranch.states.StatesError States.ResultPathMatchFailure when the path does not fit the input
     */
    public JsonNode merge(JsonNode input, JsonNode result) {
        throw new UnsupportedOperationException();
    }
}
