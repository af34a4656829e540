package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.model.Flow;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Failure;
import io.anabranch.states.semantics.MapItem;
import org.jspecify.annotations.Nullable;

/**
 * States running one after another: a machine, a branch, an iteration.
 *
 * <p>A state that is done at once does not call the next one: it says where to go and returns, and {@link #advance()} goes
 * on in a loop, so that the stack does not grow with the number of states.
 */
final class FlowRun {
    /** How many states run before the loop looks at what else happened. */
    private static final int TURN = 256;

    private final ExecutionRun execution;
    private final Flow flow;
    private final Scope scope;
    private final @Nullable MapItem item;
    private final FlowEnd end;
    private long lastEvent;
    private @Nullable State next;
    private @Nullable JsonNode nextInput;
    private @Nullable Visit current;
    private boolean advancing;
    private boolean over;
    private boolean quiet;

    /**
     * @param item the item of the iteration this is; null for none
     * @param lastEvent the event the flow's first one follows
     */
    FlowRun(ExecutionRun execution, Flow flow, Scope scope, @Nullable MapItem item, long lastEvent, FlowEnd end) {
        this.execution = execution;
        this.flow = flow;
        this.scope = scope;
        this.item = item;
        this.lastEvent = lastEvent;
        this.end = end;
    }

    ExecutionRun execution() {
        return execution;
    }

    Scope scope() {
        return scope;
    }

    @Nullable
    MapItem item() {
        return item;
    }

    long lastEvent() {
        return lastEvent;
    }

    /** Makes the next event follow another one than this flow's last. */
    void follow(long event) {
        lastEvent = event;
    }

    long append(EventType type, EventDetails details) {
        lastEvent = execution.append(type, lastEvent, details);
        return lastEvent;
    }

    /** Writes an event beside the chain: the next one will follow the same event as this one. */
    long appendAside(EventType type, EventDetails details) {
        return quiet ? lastEvent : execution.append(type, lastEvent, details);
    }

    void start(JsonNode input) {
        next = flow.start();
        nextInput = input;
        advance();
    }

    void moveTo(String state, JsonNode input) {
        next = flow.state(state);
        nextInput = input;
        current = null;
        advance();
    }

    void succeed(JsonNode output) {
        over = true;
        current = null;
        end.succeeded(this, output);
    }

    /** The failed state stays current, for a redrive. */
    void fail(Failure failure) {
        over = true;
        end.failed(this, failure);
    }

    /** Stops the state that is running; nothing is heard of this flow any more. */
    void abort() {
        if (!over) {
            over = true;
            abortState();
        }
    }

    /** The same for the flow of a whole execution: that its state was aborted, the end of the execution says. */
    void abortQuietly() {
        quiet = true;
        abort();
        quiet = false;
    }

    /** Stops the state that is running, also when it has failed itself. */
    void abortState() {
        if (current != null) {
            current.abort();
        }
    }

    /** Goes on from the state the flow failed in, or was stopped in. */
    void redrive() {
        over = false;
        if (current != null) {
            current.redrive();
        } else {
            advance();
        }
    }

    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            int left = TURN;
            while (next != null && nextInput != null && !over) {
                if (left-- == 0) {
                    execution.post(this::advance);
                    return;
                }
                State state = next;
                JsonNode input = nextInput;
                next = null;
                nextInput = null;
                Visit visit = new Visit(this, state, input);
                current = visit;
                visit.enter();
            }
        } finally {
            advancing = false;
        }
    }
}
