package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.model.ResultPlacement;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Exit;
import io.anabranch.states.semantics.Failure;
import io.anabranch.states.semantics.InputOutput;
import io.anabranch.states.semantics.Inspector;
import io.anabranch.states.semantics.MapItem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay in one state, from its Entered event to its Exited event or its failure: what a state sees, how it is left, and
 * what becomes of its errors. What the state does meanwhile is its {@link StateRun}.
 */
final class Visit {
    private final FlowRun flow;
    private final ExecutionRun execution;
    private final State state;
    private final JsonNode input;
    private final InputOutput processing;
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
        this.input = input;
        this.processing =
                new InputOutput(state.common(), execution.ports().limits().payload(), Inspector.NONE);
        this.recovery = new Recovery(this, state);
        this.run = StateRuns.create(this, state);
    }

    void enter() {
        previousEvent = flow.lastEvent();
        entered = execution.ports().scheduler().now();
        enteredEvent = flow.append(StateEvents.entered(state), new EventDetails.Entered(state.name(), input));
        attempt(run::run);
    }

    FlowRun flow() {
        return flow;
    }

    ExecutionRun execution() {
        return execution;
    }

    String name() {
        return state.name();
    }

    long enteredEvent() {
        return enteredEvent;
    }

    StateRun run() {
        return run;
    }

    /** Whether the state is still being worked on; answers that come later are passed over. */
    boolean active() {
        return !left && !execution.over();
    }

    /** What becomes of payloads in the state. */
    InputOutput processing() {
        return processing;
    }

    /** What the state sees, its input as it came. */
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
        JsonNode context = execution.context().in(name(), entered, recovery.retryCount(), taskToken, item);
        return new Environment(input, context, flow.scope(), execution.ports().entropy());
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
    void complete(JsonNode result, ResultPlacement placement) {
        leave(processing.withResult(environment(), result, placement));
    }

    void leave(Exit exit) {
        flow.scope().check(exit.assigned());
        left = true;
        flow.append(StateEvents.exited(state), new EventDetails.Exited(name(), exit.output(), exit.assigned()));
        flow.scope().assign(exit.assigned());
        if (exit.next() == null) {
            flow.succeed(exit.output());
        } else {
            flow.moveTo(exit.next(), exit.output());
        }
    }

    /** An error of the state's own processing. */
    void fail(StatesError error) {
        StatesError placed = error.at(state.name(), enteredEvent);
        if (StatesError.QUERY_EVALUATION_ERROR.equals(error.error()) && error.local()) {
            if (flow.lastEvent() == enteredEvent) {
                flow.follow(previousEvent);
            }
            flow.append(
                    EventType.EVALUATION_FAILED,
                    new EventDetails.Evaluation(error.error(), placed.causeText(), error.location(), state.name()));
        }
        fail(Failure.of(placed));
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
