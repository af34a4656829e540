package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;

/** The text of a field that takes a path or a call of an intrinsic function ({@code "x.$"}, {@code ErrorPath}, …). */
public final class PathOrIntrinsic {
    /** @throws InvalidPath when the text is neither */
    public static PathOrIntrinsic parse(String text) {
        throw new UnsupportedOperationException(text);
    }

    public String text() {
        throw new UnsupportedOperationException();
    }

    /** @throws io.anabranch.states.StatesError when the path finds nothing or the function fails */
    public JsonNode evaluate(Environment environment, String field) {
        throw new UnsupportedOperationException(field);
    }
}
