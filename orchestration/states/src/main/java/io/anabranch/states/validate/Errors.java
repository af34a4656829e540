package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;

/** Retry and Catch. */
final class Errors {
    private static final Rule ERROR_EQUALS = Rules.nonEmptyArrayOf(Rules.STRING);

    private static final Shape RETRIER = new Shape()
            .field("Comment", Rules.STRING)
            .field("ErrorEquals", ERROR_EQUALS)
            .field("IntervalSeconds", Rules.integer(0, 99_999_999))
            .field("MaxAttempts", Rules.integer(0, 99_999_999))
            .field("BackoffRate", Rules.number(1, Integer.MAX_VALUE))
            .field("MaxDelaySeconds", Rules.integer(1, 31_622_400))
            .field("JitterStrategy", Rules.oneOf("NONE", "FULL"))
            .require("ErrorEquals");

    private static final Shape CATCHER = new Shape()
            .field("Comment", Rules.STRING)
            .field("ErrorEquals", ERROR_EQUALS)
            .field("Next", Rules.STRING)
            .jsonPath("ResultPath", Rules.RESULT_PATH)
            .field("Assign", Templates.ERROR_ASSIGN)
            .jsonata("Output", Templates.ERROR_OUTPUT)
            .require("ErrorEquals", "Next");

    static final Rule RETRY = rule(RETRIER);
    static final Rule CATCH = rule(CATCHER);

    private Errors() {}

    private static Rule rule(Shape shape) {
        Rule each = Rules.arrayOf(Rules.object(shape));
        return (value, place) -> {
            each.check(value, place);
            for (int index = 0; index < value.size(); index++) {
                all(value, index, place.element(index));
            }
        };
    }

    private static void all(JsonNode entries, int index, Place place) {
        JsonNode errors = entries.path(index).path("ErrorEquals");
        for (JsonNode error : errors) {
            boolean alone = errors.size() == 1 && index == entries.size() - 1;
            if (error.asText().equals("States.ALL") && !alone) {
                place.field("ErrorEquals")
                        .error(
                                "States.ALL must appear alone and at end of list",
                                "Give it an entry of its own, as the last.");
                return;
            }
        }
    }
}
