package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;

/**
 * A payload template ({@code Parameters}, {@code ResultSelector}, {@code ItemSelector}, {@code Assign}, {@code Result},
 * …): JSON whose fields named {@code x.$} hold a path or an intrinsic function that becomes field {@code x}.
 */
public final class PayloadTemplate {
    /** @throws InvalidPath when a {@code .$} field does not hold a path or an intrinsic function */
    public static PayloadTemplate compile(JsonNode template) {
        throw new UnsupportedOperationException(String.valueOf(template));
    }

    /**
     * The template with every {@code .$} field replaced by its value.
     *
     * @throws io.anabranch.states.StatesError States.Runtime when a path finds nothing, States.IntrinsicFailure
     */
    public JsonNode evaluate(Environment environment) {
        throw new UnsupportedOperationException();
    }
}
