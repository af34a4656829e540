package io.anabranch.states.teststate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Members of a request that are JSON in a text, as the API has them, or JSON itself, as people write them. */
final class Texts {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Texts() {}

    /** @throws InvalidRequest with the message when the text is not JSON */
    static JsonNode json(JsonNode value, String message) {
        if (!value.isTextual()) {
            return value;
        }
        try {
            JsonNode parsed = MAPPER.readTree(value.textValue());
            if (parsed.isMissingNode()) {
                throw InvalidRequest.validation(message);
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw InvalidRequest.validation(message);
        }
    }
}
