package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.Amount;
import io.anabranch.states.model.WaitUntil;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Evaluates how long a Wait state waits, with AWS's words for what is no time. */
public final class WaitTimes {
    private WaitTimes() {}

    /**
     * The time from now until the wait is over; negative when it is over already.
     *
     * @throws StatesError when the field is no time, or one too far off
     */
    public static Duration delay(WaitUntil until, Environment environment, Instant now) {
        Duration delay = until instanceof WaitUntil.Timestamp timestamp
                ? until(timestamp, environment, now)
                : Duration.ofSeconds(seconds(((WaitUntil.Seconds) until).amount(), environment));
        if (delay.toSeconds() > Integer.MAX_VALUE) {
            throw StatesError.inState(StatesError.RUNTIME, "Wait state delay is too long.");
        }
        return delay;
    }

    private static long seconds(Amount amount, Environment environment) {
        JsonNode value = amount.value().evaluate(environment);
        if (!value.isNumber() || !value.canConvertToLong() || value.asDouble() != Math.rint(value.asDouble())) {
            throw bad(amount, "cannot be parsed as a long value", value);
        }
        if (value.asLong() < 0) {
            throw bad(amount, "references a negative value", value);
        }
        return value.asLong();
    }

    private static StatesError bad(Amount amount, String what, JsonNode value) {
        if (amount.form() == Amount.Form.JSONATA) {
            return StatesError.inField(
                    StatesError.QUERY_EVALUATION_ERROR,
                    "The " + amount.field() + " parameter " + what + ": " + value,
                    amount.field());
        }
        return StatesError.inState(
                StatesError.RUNTIME,
                "The " + amount.field() + " parameter " + what + ": " + amount.source() + " == " + value);
    }

    private static Duration until(WaitUntil.Timestamp timestamp, Environment environment, Instant now) {
        String text = timestamp.value().evaluate(environment).asText();
        try {
            OffsetDateTime when = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            return Duration.between(now, when.toInstant());
        } catch (DateTimeParseException e) {
            if (timestamp.form() == Amount.Form.PATH) {
                throw StatesError.inState(
                        StatesError.RUNTIME,
                        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time"
                                + " format string: " + timestamp.source() + " == " + text);
            }
            throw StatesError.inField(
                    StatesError.QUERY_EVALUATION_ERROR,
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                            + text,
                    "Timestamp");
        }
    }
}
