package io.anabranch.states.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads JSON texts strictly: one value and nothing after it. */
final class Json {
    private static final int DEEPEST = 1000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** @throws JsonProcessingException when the text is not one JSON value */
    static JsonNode read(String text) throws JsonProcessingException {
        JsonNode json = MAPPER.readTree(text);
        if (json.isMissingNode()) {
            throw new JsonParseException(null, "the text is empty");
        }
        return json;
    }
}
