package io.anabranch.states.choice;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Timestamps as choice rules know them: ISO 8601 date and time with an offset, with upper-case T and Z. */
final class Timestamps {
    /** {@code 2016-03-14T01:59Z} is the shortest. */
    private static final int SHORTEST = 17;

    private Timestamps() {}

    static boolean isTimestamp(JsonNode value) {
        return parse(value) != null;
    }

    /** Both must be timestamps. */
    static int compare(JsonNode left, JsonNode right) {
        Instant first = parse(left);
        Instant second = parse(right);
        if (first == null || second == null) {
            throw new IllegalArgumentException("not timestamps: " + left + ", " + right);
        }
        return first.compareTo(second);
    }

    private static @Nullable Instant parse(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        if (text.length() < SHORTEST || text.charAt(10) != 'T' || text.endsWith("z")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
