package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.Amount;

/** Evaluates the numbers of a definition, with AWS's words for those that are none. */
public final class Amounts {
    private Amounts() {}

    /** A number of seconds, at least one. */
    public static long seconds(Amount amount, Environment environment) {
        JsonNode value = amount.value().evaluate(environment);
        if (!value.isIntegralNumber() || value.asLong() <= 0) {
            throw error(
                    amount,
                    amount.form() == Amount.Form.PATH
                            ? "The " + amount.field() + " parameter cannot be parsed as a positive integer: "
                                    + amount.source() + " == " + value
                            : "The " + amount.name() + " field must be a positive integer but was: " + value);
        }
        return value.asLong();
    }

    /** A whole number that is not negative. A path may lead to a text that is one. */
    public static long count(Amount amount, Environment environment) {
        JsonNode value = amount.value().evaluate(environment);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return notNegative(amount, value.asLong());
        }
        if (amount.form() == Amount.Form.PATH
                && value.isTextual()
                && value.textValue().matches("-?\\d{1,18}")) {
            return notNegative(amount, Long.parseLong(value.textValue()));
        }
        throw notInteger(amount, value);
    }

    /** A percentage from 0 to 100. */
    public static double percentage(Amount amount, Environment environment) {
        JsonNode value = amount.value().evaluate(environment);
        double number;
        if (value.isNumber()) {
            number = value.asDouble();
        } else if (value.isTextual() && value.textValue().matches("-?\\d{1,18}(\\.\\d+)?")) {
            number = Double.parseDouble(value.textValue());
        } else {
            throw error(
                    amount,
                    amount.form() == Amount.Form.PATH
                            ? "The " + amount.field() + " field refers to value \"" + shown(value)
                                    + "\" which is not a valid float: " + amount.source()
                            : "The " + amount.name() + " field must be a number but was: " + value);
        }
        if (number < 0 || number > 100) {
            throw error(amount, amount.name() + " must be between 0 and 100.");
        }
        return number;
    }

    private static long notNegative(Amount amount, long value) {
        if (value < 0) {
            throw error(amount, amount.name() + " cannot be negative.");
        }
        return value;
    }

    private static StatesError notInteger(Amount amount, JsonNode value) {
        return error(
                amount,
                amount.form() == Amount.Form.PATH
                        ? "The " + amount.field() + " field refers to value \"" + shown(value)
                                + "\" which is not a valid integer: " + amount.source()
                        : "The " + amount.name() + " field must be an integer but was: " + value);
    }

    private static StatesError error(Amount amount, String cause) {
        return amount.form() == Amount.Form.JSONATA
                ? StatesError.inField(StatesError.QUERY_EVALUATION_ERROR, cause, amount.field())
                : StatesError.inState(StatesError.RUNTIME, cause);
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
