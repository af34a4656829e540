package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for the call of a state.
 *
 * @param result the result; null when the mock is an error
 * @param errorOutput {@code {error, cause}}; null when the mock is a result
 * @param mode how strictly a result is checked against the API it stands for
 */
record Mock(@Nullable JsonNode result, @Nullable JsonNode errorOutput, Mode mode) {
    enum Mode {
        /** Required fields must be there, and all known fields be right. */
        STRICT,
        /** The known fields that are there must be right. */
        PRESENT,
        NONE
    }

    static @Nullable Mock of(@Nullable JsonNode mock) {
        if (mock == null || mock.isNull()) {
            return null;
        }
        JsonNode result = mock.get("result");
        JsonNode error = mock.get("errorOutput");
        if (result != null && error != null) {
            throw InvalidRequest.validation(
                    "A test mock should have only one of the following fields: [result, errorOutput].");
        }
        if (result == null && error == null) {
            throw InvalidRequest.validation(
                    "A test mock should have one of the following fields: [result, errorOutput].");
        }
        String mode = mock.path("fieldValidationMode").asText("STRICT");
        for (Mode known : Mode.values()) {
            if (known.name().equals(mode)) {
                JsonNode parsed = result == null ? null : Texts.json(result, "Mocked result must be valid JSON");
                return new Mock(parsed, error, known);
            }
        }
        throw InvalidRequest.validation(
                "Value '" + mode + "' at 'mock.fieldValidationMode' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [STRICT, PRESENT, NONE]");
    }
}
