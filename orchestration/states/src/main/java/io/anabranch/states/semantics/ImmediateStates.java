package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.Template;
import io.anabranch.states.model.ChoiceRule;
import io.anabranch.states.model.State;
import org.jspecify.annotations.Nullable;

/** The states that are done as soon as their expressions are evaluated. Environments hold the input before InputPath. */
public final class ImmediateStates {
    private ImmediateStates() {}

    /** Passes the input on, or a fixed or computed result. */
    public static Exit pass(State.Pass state, InputOutput processing, Environment raw) {
        if (state.common().jsonata()) {
            return processing.passedOn(raw);
        }
        JsonNode result = state.result();
        if (result == null) {
            result = processing.parameters(raw, state.parameters());
        } else {
            processing.inspector().see(Inspector.Point.RESULT, result);
        }
        return processing.withResult(raw, result, state.placement());
    }

    /**
     * Goes where the first rule that holds points to.
     *
     * @throws StatesError States.Runtime when none holds and there is no Default
     */
    public static Exit choice(State.Choice state, InputOutput processing, Environment raw) {
        Environment seen = processing.seen(raw);
        for (ChoiceRule rule : state.rules()) {
            if (rule.condition().holds(seen)) {
                Template output = rule.output() == null ? state.common().result() : rule.output();
                return processing.passedOn(raw, rule.assign(), output, rule.next());
            }
        }
        if (state.otherwise() == null) {
            throw StatesError.inState(
                    StatesError.RUNTIME,
                    "Failed to transition out of the state. The state does not point to a next state.");
        }
        return processing.passedOn(raw, state.common().assign(), state.common().result(), state.otherwise());
    }

    /** Ends the flow well. */
    public static Exit succeed(State.Succeed state, InputOutput processing, Environment raw) {
        return processing.passedOn(raw, state.common().assign(), state.common().result(), null);
    }

    /**
     * Ends the flow badly.
     *
     * @throws StatesError States.Runtime when ErrorPath or CausePath selects what is no string
     */
    public static Failure fail(State.Fail state, InputOutput processing, Environment raw) {
        Environment seen = processing.seen(raw);
        return Failure.of(text("ErrorPath", state.error(), seen), text("CausePath", state.cause(), seen));
    }

    /** What JSONata gives and what the definition says are strings; a path may select anything. */
    private static @Nullable String text(String field, @Nullable Template template, Environment environment) {
        if (template == null) {
            return null;
        }
        JsonNode value = template.evaluate(environment);
        if (!value.isTextual()) {
            throw StatesError.inState(
                    StatesError.RUNTIME, "The " + field + " parameter does not reference a string value: " + value);
        }
        return value.textValue();
    }
}
