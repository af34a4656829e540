package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.engine.WaitTimes;
import io.anabranch.states.jsonpath.ResultPath;
import io.anabranch.states.model.Catcher;
import io.anabranch.states.model.ChoiceRule;
import io.anabranch.states.model.Common;
import io.anabranch.states.model.State;
import io.anabranch.states.model.Template;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one state once and writes down what its input becomes. */
final class StateTest {
    private final State state;
    private final Common common;
    private final Environment environment;
    private final Calls calls;
    private final Instant now;
    private final Inspection inspection = new Inspection();
    private final ObjectNode answer = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> variables;

    /** @param environment what the state sees; its input is the state's, before InputPath */
    StateTest(State state, Environment environment, Calls calls, Instant now) {
        this.state = state;
        this.common = state.common();
        this.environment = environment;
        this.calls = calls;
        this.now = now;
        this.variables = new LinkedHashMap<>(environment.variables().visible());
        inspection.note("input", environment.input());
    }

    /** The answer, {@code inspectionData} included. */
    ObjectNode run(int retries) {
        try {
            visit();
        } catch (StatesError e) {
            failed(e, retries);
        }
        if (!variables.isEmpty()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.setAll(variables);
            inspection.note("variables", all);
        }
        return answer.set("inspectionData", inspection.data());
    }

    private void visit() {
        if (state instanceof State.Pass pass) {
            pass(pass);
        } else if (state instanceof State.Choice choice) {
            choice(choice);
        } else if (state instanceof State.Wait wait) {
            WaitTimes.delay(wait.until(), environment.withInput(filteredInput()), now);
            passOn(common.assign(), common.result(), common.next());
        } else if (state instanceof State.Succeed) {
            filteredInput();
            passOn(null, common.result(), null);
        } else if (state instanceof State.Fail fail) {
            fail(fail);
        } else if (state instanceof State.Task task) {
            task(task);
        } else if (state instanceof State.Parallel parallel) {
            parallel(parallel);
        } else {
            map((State.Map) state);
        }
    }

    private void pass(State.Pass pass) {
        if (common.jsonata()) {
            passOn(common.assign(), common.result(), common.next());
        } else if (pass.result() != null) {
            complete(inspection.note("result", pass.result()), null, pass.resultPath());
        } else {
            complete(parameters("afterParameters", filteredInput(), pass.parameters()), null, pass.resultPath());
        }
    }

    private void choice(State.Choice choice) {
        JsonNode input = filteredInput();
        Environment seen = environment.withInput(input);
        for (ChoiceRule rule : choice.rules()) {
            if (rule.condition().holds(seen)) {
                boolean own = rule.output() != null;
                passOn(rule.assign(), own ? rule.output() : common.result(), rule.next());
                return;
            }
        }
        if (choice.otherwise() == null) {
            throw StatesError.inState(
                    StatesError.RUNTIME,
                    "Failed to transition out of the state. The state does not point to a next state.");
        }
        passOn(common.assign(), common.result(), choice.otherwise());
    }

    private void fail(State.Fail fail) {
        Environment seen = environment.withInput(filteredInput());
        String error = text(fail.error(), seen);
        throw new StatesError(error == null ? "" : error, text(fail.cause(), seen));
    }

    private static @Nullable String text(@Nullable Template template, Environment environment) {
        if (template == null) {
            return null;
        }
        JsonNode value = template.evaluate(environment);
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private void task(State.Task task) {
        JsonNode input = filteredInput();
        JsonNode parameters = common.jsonata() && task.parameters() == null
                ? input
                : parameters(common.jsonata() ? "afterArguments" : "afterParameters", input, task.parameters());
        JsonNode result = calls.task(task, parameters);
        inspection.note("result", result);
        complete(result, task.resultSelector(), task.resultPath());
    }

    private void parallel(State.Parallel parallel) {
        JsonNode filtered = common.input().apply(environment);
        if (parallel.parameters() != null) {
            parallel.parameters().evaluate(environment.withInput(filtered));
        }
        complete(calls.parallel(parallel), parallel.resultSelector(), parallel.resultPath());
    }

    private void map(State.Map map) {
        JsonNode result = new MapTest(map, environment, inspection, calls).run(filteredInput());
        complete(result, map.resultSelector(), map.resultPath());
    }

    /** The input after InputPath; in JSONata there is none. */
    private JsonNode filteredInput() {
        JsonNode filtered = common.input().apply(environment);
        return common.jsonata() ? filtered : inspection.note("afterInputPath", filtered);
    }

    private JsonNode parameters(String stage, JsonNode input, @Nullable Template template) {
        return inspection.note(stage, template == null ? input : template.evaluate(environment.withInput(input)));
    }

    /** Leaves a state that has a result. */
    private void complete(JsonNode result, @Nullable Template selector, ResultPath path) {
        if (common.jsonata()) {
            Environment full = environment.withResult(result);
            assign(common.assign(), full);
            succeeded(common.result() == null ? result : common.result().evaluate(full), common.next());
            return;
        }
        JsonNode selected = selector == null ? result : selector.evaluate(environment.withInput(result));
        inspection.note("afterResultSelector", selected);
        assign(common.assign(), environment.withInput(selected));
        JsonNode merged = inspection.note("afterResultPath", path.merge(environment.input(), selected));
        succeeded(common.output().apply(environment.withInput(merged)), common.next());
    }

    /** Leaves a state that passes its input on. */
    private void passOn(@Nullable Template assign, @Nullable Template output, @Nullable String next) {
        if (common.jsonata()) {
            assign(assign, environment);
            succeeded(output == null ? environment.input() : output.evaluate(environment), next);
            return;
        }
        Environment seen = environment.withInput(common.input().apply(environment));
        assign(assign, seen);
        succeeded(common.output().apply(seen), next);
    }

    private void assign(@Nullable Template assign, Environment seen) {
        if (assign != null) {
            assign.evaluate(seen).properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        }
    }

    private void succeeded(JsonNode output, @Nullable String next) {
        answer.put("status", "SUCCEEDED");
        leave(output, next);
    }

    private void leave(JsonNode output, @Nullable String next) {
        answer.put("output", output.toString());
        if (next != null) {
            answer.put("nextState", next);
        }
    }

    private void failed(StatesError error, int retries) {
        answer.put("error", error.error());
        if (error.causeText() != null) {
            answer.put("cause", error.causeText());
        }
        Recovery recovery = Recovery.of(state);
        if (recovery.retries(error, retries, inspection)) {
            answer.put("status", "RETRIABLE");
            return;
        }
        int index = recovery.catcher(error);
        if (index < 0) {
            answer.put("status", "FAILED");
            return;
        }
        inspection.errorDetails().put("catchIndex", index);
        try {
            caught(error, recovery.catchers(), index);
        } catch (StatesError e) {
            answer.put("error", e.error()).put("cause", e.causeText()).put("status", "FAILED");
        }
    }

    private void caught(StatesError error, List<Catcher> catchers, int index) {
        Catcher catcher = catchers.get(index);
        ObjectNode errorOutput = JsonNodeFactory.instance.objectNode().put("Error", error.error());
        errorOutput.put("Cause", error.causeText() == null ? "" : error.causeText());
        JsonNode output;
        if (common.jsonata()) {
            Environment full = environment.withErrorOutput(errorOutput);
            assign(catcher.assign(), full);
            output = catcher.output() == null ? errorOutput : catcher.output().evaluate(full);
        } else {
            assign(catcher.assign(), environment.withInput(errorOutput));
            output = catcher.resultPath().merge(environment.input(), errorOutput);
        }
        leave(output, catcher.next());
        answer.put("status", "CAUGHT_ERROR");
    }
}
