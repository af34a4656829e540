package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import org.jspecify.annotations.Nullable;

/** An {@code InputPath} or {@code OutputPath}: absent or {@code "$"} keeps everything, {@code null} makes it {@code {}}. */
public final class PathFilter {
    private static final PathFilter NOTHING = new PathFilter(null);
    private static final PathFilter EVERYTHING = new PathFilter(Path.parse("$"));

    private final @Nullable Path path;

    private PathFilter(@Nullable Path path) {
        this.path = path;
    }

    /**
     * @param field {@code "InputPath"} or {@code "OutputPath"}
     * @param value the field's value in the definition; null when the definition does not have the field
     * @throws InvalidPath when the value is neither null nor a path
     */
    public static PathFilter of(String field, @Nullable JsonNode value) {
        if (value == null) {
            return EVERYTHING;
        }
        if (value.isNull()) {
            return NOTHING;
        }
        if (!value.isTextual()) {
            throw new InvalidPath("Invalid " + field + ": " + value + ", expected a JSONPath or null");
        }
        return new PathFilter(Path.parse(value.textValue()));
    }

    /**
     * What the filter lets through of the environment's input.
     *
     * @throws StatesError States.Runtime when the path finds nothing
     */
    public JsonNode apply(Environment environment) {
        if (path == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode found = path.find(environment);
        if (found == null) {
            throw StatesError.inState(
                    StatesError.RUNTIME, "Invalid path '" + path.text() + "' : " + path.whyMissing(environment));
        }
        return found;
    }
}
