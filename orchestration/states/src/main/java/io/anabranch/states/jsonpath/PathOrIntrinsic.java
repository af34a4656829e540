package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import org.jspecify.annotations.Nullable;

/** The text of a field that takes a path or a call of an intrinsic function ({@code "x.$"}, {@code ErrorPath}, …). */
public final class PathOrIntrinsic {
    private final String text;
    private final @Nullable Path path;
    private final @Nullable IntrinsicCall call;

    private PathOrIntrinsic(String text, @Nullable Path path, @Nullable IntrinsicCall call) {
        this.text = text;
        this.path = path;
        this.call = call;
    }

    /** @throws InvalidPath when the text is neither */
    public static PathOrIntrinsic parse(String text) {
        if (text.startsWith("$")) {
            return new PathOrIntrinsic(text, Path.parse(text), null);
        }
        return new PathOrIntrinsic(text, null, IntrinsicParser.parse(text));
    }
    /**
     * @param field the name of the field that holds the text, for the error
     * @throws io.anabranch.states.StatesError when the path finds nothing or the function fails
     */
    public JsonNode evaluate(Environment environment, String field) {
        if (path != null) {
            return path.evaluate(environment, field);
        }
        if (call == null) {
            throw new IllegalStateException(text);
        }
        return call.evaluate(environment);
    }
}
