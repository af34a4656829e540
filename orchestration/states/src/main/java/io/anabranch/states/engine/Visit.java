package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.jsonpath.ResultPath;
import io.anabranch.states.model.Catcher;
import io.anabranch.states.model.Common;
import io.anabranch.states.model.State;
import io.anabranch.states.model.Template;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stay in one state, from its Entered event to its Exited event or its failure: what a state sees, how it is left, and
 * what becomes of its errors. What the state does meanwhile is its {@link StateRun}.
 */
final class Visit {
    private final FlowRun flow;
    private final ExecutionRun execution;
    private final State state;
    private final Common common;
    private final JsonNode input;
    private final StateRun run;
    private final Recovery recovery;
    private long enteredEvent;
    private long previousEvent;
    private Instant entered = Instant.EPOCH;
    private boolean left;

    Visit(FlowRun flow, State state, JsonNode input) {
        this.flow = flow;
        this.execution = flow.execution();
        this.state = state;
        this.common = state.common();
        this.input = input;
        this.recovery = Recovery.of(this, state);
        this.run = StateRuns.create(this, state);
    }

    void enter() {
        previousEvent = flow.lastEvent();
        entered = execution.ports().scheduler().now();
        enteredEvent = flow.append(StateEvents.entered(state), new EventDetails.Entered(common.name(), input));
        attempt(run::run);
    }

    FlowRun flow() {
        return flow;
    }

    ExecutionRun execution() {
        return execution;
    }

    String name() {
        return common.name();
    }

    long enteredEvent() {
        return enteredEvent;
    }

    /** The state's input, before InputPath. */
    JsonNode input() {
        return input;
    }

    StateRun run() {
        return run;
    }

    /** Whether the state is still being worked on; answers that come later are passed over. */
    boolean active() {
        return !left && !execution.over();
    }

    /** What the state's expressions see, with the raw input. */
    Environment environment() {
        return environment(null, flow.item());
    }

    Environment environment(@Nullable String taskToken) {
        return environment(taskToken, flow.item());
    }

    /** What an ItemSelector sees. */
    Environment environment(MapItem item) {
        return environment(null, item);
    }

    private Environment environment(@Nullable String taskToken, @Nullable MapItem item) {
        JsonNode context =
                execution.context().of(common.name(), entered, recovery.visibleRetryCount(), taskToken, item);
        return new Environment(input, context, flow.scope(), execution.ports().entropy());
    }

    /** What the state works on: the input after InputPath and, where there are any, Parameters or Arguments. */
    JsonNode effectiveInput(Environment environment, @Nullable Template parameters) {
        JsonNode filtered = common.input().apply(environment);
        return parameters == null ? filtered : parameters.evaluate(environment.withInput(filtered));
    }

    /** Does something that can fail; a failure is the state's. */
    void attempt(Runnable work) {
        try {
            work.run();
        } catch (StatesError e) {
            fail(e);
        }
    }

    /** Leaves a state that has a result. */
    void complete(JsonNode result, @Nullable Template resultSelector, ResultPath resultPath) {
        Environment environment = environment();
        if (common.jsonata()) {
            Environment full = environment.withResult(result);
            Map<String, JsonNode> assigned = assign(common.assign(), full);
            leave(common.result() == null ? result : common.result().evaluate(full), assigned, common.next());
            return;
        }
        JsonNode selected = resultSelector == null ? result : resultSelector.evaluate(environment.withInput(result));
        Map<String, JsonNode> assigned = assign(common.assign(), environment.withInput(selected));
        JsonNode merged = resultPath.merge(input, selected);
        leave(common.output().apply(environment.withInput(merged)), assigned, common.next());
    }

    /** Leaves a state that passes its input on. */
    void pass(Environment environment, @Nullable Template assign, @Nullable Template output, @Nullable String next) {
        if (common.jsonata()) {
            Map<String, JsonNode> assigned = assign(assign, environment);
            leave(output == null ? input : output.evaluate(environment), assigned, next);
            return;
        }
        JsonNode filtered = common.input().apply(environment);
        Map<String, JsonNode> assigned = assign(assign, environment.withInput(filtered));
        leave(common.output().apply(environment.withInput(filtered)), assigned, next);
    }

    /** Leaves the state by a Catch, with the error output in place of a result. */
    void completeCaught(Environment environment, JsonNode errorOutput, Catcher catcher) {
        if (common.jsonata()) {
            Environment full = environment.withErrorOutput(errorOutput);
            Map<String, JsonNode> assigned = assign(catcher.assign(), full);
            leave(catcher.output() == null ? errorOutput : catcher.output().evaluate(full), assigned, catcher.next());
            return;
        }
        Map<String, JsonNode> assigned = assign(catcher.assign(), environment.withInput(errorOutput));
        leave(catcher.resultPath().merge(input, errorOutput), assigned, catcher.next());
    }

    private static Map<String, JsonNode> assign(@Nullable Template assign, Environment environment) {
        if (assign == null) {
            return Map.of();
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        assign.evaluate(environment).properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        return values;
    }

    private void leave(JsonNode output, Map<String, JsonNode> assigned, @Nullable String next) {
        checkSize(common.name(), output);
        left = true;
        flow.append(StateEvents.exited(state), new EventDetails.Exited(common.name(), output, assigned));
        flow.scope().assign(assigned);
        if (next == null) {
            flow.succeed(output);
        } else {
            flow.moveTo(next, output);
        }
    }

    /** @throws StatesError States.DataLimitExceeded */
    @SuppressWarnings("ReferenceEquality") // The input itself was measured when it arrived.
    void checkSize(String source, JsonNode payload) {
        if (payload != input
                && PayloadSize.exceeds(payload, execution.ports().limits().payloadBytes())) {
            throw new StatesError(StatesError.DATA_LIMIT_EXCEEDED, tooLarge(source));
        }
    }

    static String tooLarge(String source) {
        return "The state/task '" + source
                + "' returned a result with a size exceeding the maximum number of bytes service limit.";
    }

    /** An error of the state's own processing. */
    void fail(StatesError error) {
        StatesError placed = error.at(common.name(), enteredEvent);
        if (StatesError.QUERY_EVALUATION_ERROR.equals(error.error()) && error.local()) {
            if (flow.lastEvent() == enteredEvent) {
                flow.follow(previousEvent);
            }
            flow.append(
                    EventType.EVALUATION_FAILED,
                    new EventDetails.Evaluation(error.error(), placed.causeText(), error.location(), common.name()));
        }
        fail(new Failure(placed.error(), placed.causeText(), placed.location(), false));
    }

    /** Retries, catches, or fails the flow. */
    void fail(Failure failure) {
        recovery.recover(failure);
    }

    /** Nothing caught it. */
    void failFlow(Failure failure) {
        flow.fail(failure);
    }

    void abort() {
        recovery.cancel();
        if (!left) {
            run.abort();
        }
    }

    void redrive() {
        recovery.reset();
        left = false;
        attempt(run::redrive);
    }
}
