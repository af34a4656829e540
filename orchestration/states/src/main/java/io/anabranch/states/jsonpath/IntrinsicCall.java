package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import java.util.ArrayList;
import java.util.List;

/** A call of an intrinsic function, with its text for errors. */
record IntrinsicCall(String text, Intrinsic function, List<Argument> arguments) {
    sealed interface Argument {}

    record Plain(JsonNode value) implements Argument {}

    /** A quoted string, escapes kept: {@code States.Format} reads them itself. */
    record Quoted(String raw) implements Argument {}

    record AtPath(Path path) implements Argument {}

    record Nested(IntrinsicCall call) implements Argument {}

    JsonNode evaluate(Environment environment) {
        List<JsonNode> values = new ArrayList<>(arguments.size());
        for (Argument argument : arguments) {
            values.add(value(argument, environment));
        }
        try {
            return function.apply(values, environment.entropy());
        } catch (IllegalArgumentException e) {
            throw failure(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode value(Argument argument, Environment environment) {
        if (argument instanceof Plain literal) {
            return literal.value();
        }
        if (argument instanceof Quoted quoted) {
            return function.text(quoted.raw());
        }
        if (argument instanceof Nested nested) {
            return nested.call().evaluate(environment);
        }
        Path path = ((AtPath) argument).path();
        JsonNode found = path.find(environment);
        if (found == null) {
            throw failure("The JsonPath argument for the field '" + path.text() + "' could not be found in the input '"
                    + (path.readsContext() ? environment.context() : environment.input()) + "'");
        }
        return found;
    }

    /** States.Runtime: States.IntrinsicFailure is reserved (Step Functions Developer Guide, Handling errors). */
    private StatesError failure(String why) {
        return StatesError.inState(StatesError.RUNTIME, "The function '" + text + "' had the following error: " + why);
    }
}
