package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.model.State;
import io.anabranch.states.model.Template;
import org.jspecify.annotations.Nullable;

/** Ends its flow badly. */
record FailRun(Visit visit, State.Fail state) implements StateRun {
    @Override
    public void run() {
        Environment environment = visit.environment();
        visit.fail(Failure.of(text(state.error(), environment), text(state.cause(), environment)));
    }

    private static @Nullable String text(@Nullable Template template, Environment environment) {
        if (template == null) {
            return null;
        }
        JsonNode value = template.evaluate(environment);
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
