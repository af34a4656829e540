package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import java.io.IOException;

/** States.ItemReaderFailed, in the words of who failed. */
final class ReaderFailures {
    private ReaderFailures() {}

    static StatesError of(IOException e) {
        return new StatesError(StatesError.ITEM_READER_FAILED, e.getMessage());
    }

    /** A text that the reader's arguments must have. */
    static String text(JsonNode arguments, String field) {
        JsonNode value = arguments.get(field);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw new StatesError(
                    StatesError.ITEM_READER_FAILED, "field " + field + " must be a string that is not empty");
        }
        return value.textValue();
    }
}
