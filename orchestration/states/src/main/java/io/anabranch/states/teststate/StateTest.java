package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Exit;
import io.anabranch.states.semantics.Failure;
import io.anabranch.states.semantics.ImmediateStates;
import io.anabranch.states.semantics.InputOutput;
import io.anabranch.states.semantics.Inspector;
import io.anabranch.states.semantics.PayloadLimit;
import io.anabranch.states.semantics.RecoveryRules;
import io.anabranch.states.semantics.TaskRequest;
import io.anabranch.states.semantics.WaitTimes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs one state once and writes down what its input becomes. */
final class StateTest {
    private final State state;
    private final Environment raw;
    private final Calls calls;
    private final Instant now;
    private final Inspection inspection = new Inspection();
    private final InputOutput processing;
    private final ObjectNode answer = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> variables;

    /** @param raw what the state sees; its input is the state's, before InputPath */
    StateTest(State state, Environment raw, Calls calls, Instant now) {
        this.state = state;
        this.raw = raw;
        this.calls = calls;
        this.now = now;
        this.processing = new InputOutput(state.common(), PayloadLimit.AWS, inspection);
        this.variables = new LinkedHashMap<>(raw.variables().visible());
        inspection.text("input", raw.input());
    }

    /** The answer, {@code inspectionData} included. */
    ObjectNode run(int retries) {
        try {
            if (state instanceof State.Fail fail) {
                failed(ImmediateStates.fail(fail, processing, raw), retries);
            } else {
                Exit exit = exit();
                answer.put("status", "SUCCEEDED");
                leave(exit);
            }
        } catch (StatesError e) {
            failed(Failure.of(e), retries);
        }
        if (!variables.isEmpty()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.setAll(variables);
            inspection.text("variables", all);
        }
        return answer.set("inspectionData", inspection.data());
    }

    private Exit exit() {
        if (state instanceof State.Pass pass) {
            return ImmediateStates.pass(pass, processing, raw);
        }
        if (state instanceof State.Choice choice) {
            return ImmediateStates.choice(choice, processing, raw);
        }
        if (state instanceof State.Succeed succeed) {
            return ImmediateStates.succeed(succeed, processing, raw);
        }
        if (state instanceof State.Wait wait) {
            WaitTimes.delay(wait.until(), processing.seen(raw), now);
            return processing.passedOn(raw);
        }
        State.Working working = (State.Working) state;
        return processing.withResult(raw, result(working), working.placement());
    }

    private JsonNode result(State.Working working) {
        if (working instanceof State.Task task) {
            JsonNode result = calls.task(task, TaskRequest.of(task, processing, raw));
            PayloadLimit.AWS.check(task.resource(), result);
            inspection.see(Inspector.Point.RESULT, result);
            return result;
        }
        if (working instanceof State.Parallel parallel) {
            processing.unseen().parameters(raw, parallel.parameters());
            return calls.parallel(parallel);
        }
        return new MapTest((State.Map) working, raw, processing, inspection, calls).run();
    }

    private void leave(Exit exit) {
        variables.putAll(exit.assigned());
        answer.put("output", exit.output().toString());
        if (exit.next() != null) {
            answer.put("nextState", exit.next());
        }
    }

    private void failed(Failure failure, int retries) {
        show(failure);
        RecoveryRules rules = RecoveryRules.of(state);
        int retrier = rules.retrier(failure);
        if (retrier != RecoveryRules.NONE) {
            inspection.errorDetails().put("retryIndex", retrier);
        }
        if (rules.retries(retrier, retries)) {
            double wait = rules.retriers().get(retrier).delaySeconds(retries + 1);
            inspection.errorDetails().put("retryBackoffIntervalSeconds", (long) wait);
            answer.put("status", "RETRIABLE");
            return;
        }
        int catcher = rules.catcher(failure);
        if (catcher == RecoveryRules.NONE) {
            answer.put("status", "FAILED");
            return;
        }
        inspection.errorDetails().put("catchIndex", catcher);
        try {
            leave(processing.caught(raw, failure, rules.catchers().get(catcher)));
            answer.put("status", "CAUGHT_ERROR");
        } catch (StatesError e) {
            show(Failure.of(e));
            answer.put("status", "FAILED");
        }
    }

    private void show(Failure failure) {
        answer.put("error", failure.error() == null ? "" : failure.error());
        if (failure.cause() != null) {
            answer.put("cause", failure.cause());
        }
    }
}
