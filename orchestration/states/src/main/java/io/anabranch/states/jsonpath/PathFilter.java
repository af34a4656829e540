package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import org.jspecify.annotations.Nullable;

/** An {@code InputPath} or {@code OutputPath}: absent or {@code "$"} keeps everything, {@code null} makes it {@code {}}. */
public final class PathFilter {
    /**
     * @param field {@code "InputPath"} or {@code "OutputPath"}
     * @param value the field's value in the definition; null when the definition does not have the field
     * @throws InvalidPath when the value is neither null nor a path
     */
    public static PathFilter of(String field, @Nullable JsonNode value) {
        throw new UnsupportedOperationException(field + value);
    }

    /** What the filter lets through of the environment's input. */
    public JsonNode apply(Environment environment) {
        throw new UnsupportedOperationException();
    }
}
