package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import org.jspecify.annotations.Nullable;

/**
 * A compiled path: {@code $}, {@code $.a.b[0]}, {@code $.a[*].b}, {@code $$.Execution.Id}, {@code $variable.a}.
 *
 * <p>A definite path yields the value it points at; any other yields the array of all values it matches.
 */
public final class Path {
    private final String text;

    private Path(String text) {
        this.text = text;
    }

    /** @throws InvalidPath when the text is not a path */
    public static Path parse(String text) {
        return new Path(text);
    }

    /** The path as the definition writes it. */
    public String text() {
        return text;
    }

    /** The value at this path; null when there is none. A JSON null is a {@code NullNode}. */
    public @Nullable JsonNode find(Environment environment) {
        throw new UnsupportedOperationException(text);
    }

    /**
     * The value at this path.
     *
     * @param field the name of the field that holds the path, for the error ({@code "InputPath"}, {@code "x.$"})
     * @throws io.anabranch.states.StatesError States.Runtime when there is none
     */
    public JsonNode evaluate(Environment environment, String field) {
        throw new UnsupportedOperationException(text + field);
    }
}
