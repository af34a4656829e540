package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.model.Amount;
import io.anabranch.states.model.State;
import io.anabranch.states.model.WaitUntil;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Waits for some seconds, or until a point in time. */
final class WaitRun implements StateRun {
    private final Visit visit;
    private final State.Wait state;
    private Scheduler.@Nullable Cancellable timer;

    WaitRun(Visit visit, State.Wait state) {
        this.visit = visit;
        this.state = state;
    }

    @Override
    public void run() {
        Environment environment = visit.environment();
        Environment seen = environment.withInput(visit.effectiveInput(environment, null));
        Duration delay = state.until() instanceof WaitUntil.Timestamp timestamp
                ? until(timestamp, seen)
                : Duration.ofSeconds(seconds(((WaitUntil.Seconds) state.until()).amount(), seen));
        if (delay.getSeconds() > Integer.MAX_VALUE) {
            throw StatesError.inState(StatesError.RUNTIME, "Wait state delay is too long.");
        }
        timer = visit.execution().schedule(delay, this::over);
    }

    private void over() {
        timer = null;
        if (visit.active()) {
            visit.attempt(() -> visit.pass(
                    visit.environment(),
                    state.common().assign(),
                    state.common().result(),
                    state.common().next()));
        }
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
        if (amount.kind() == Amount.Kind.JSONATA) {
            return StatesError.inField(
                    StatesError.QUERY_EVALUATION_ERROR,
                    "The " + amount.field() + " parameter " + what + ": " + value,
                    amount.field());
        }
        return StatesError.inState(
                StatesError.RUNTIME,
                "The " + amount.field() + " parameter " + what + ": " + amount.source() + " == " + value);
    }

    private Duration until(WaitUntil.Timestamp timestamp, Environment environment) {
        String text = timestamp.value().evaluate(environment).asText();
        try {
            OffsetDateTime when = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            return Duration.between(visit.execution().ports().scheduler().now(), when.toInstant());
        } catch (DateTimeParseException e) {
            if (timestamp.kind() == Amount.Kind.PATH) {
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

    @Override
    public void abort() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        visit.flow().appendAside(EventType.WAIT_STATE_ABORTED, EventDetails.None.INSTANCE);
    }
}
