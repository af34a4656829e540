package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Failure;
import io.anabranch.states.semantics.MapItem;
import io.anabranch.states.semantics.MapItems;
import io.anabranch.states.semantics.MapSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a flow for each item of an array, some at a time, inside the execution. */
final class InlineMapRun implements StateRun, FlowEnd {
    private final Visit visit;
    private final State.Map state;
    private final List<JsonNode> items = new ArrayList<>();
    private final List<@Nullable JsonNode> outputs = new ArrayList<>();
    private final List<@Nullable FlowRun> iterations = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private int at;
    private int running;
    private int left;
    private int most;
    private boolean starting;
    private boolean over;
    private boolean succeeded;

    InlineMapRun(Visit visit, State.Map state) {
        this.visit = visit;
        this.state = state;
    }

    @Override
    public void run() {
        Environment seen = visit.processing().seen(visit.environment());
        JsonNode array = MapItems.evaluate(state, seen);
        int limit = visit.execution().ports().limits().inlineConcurrency();
        most = MapSettings.of(state, seen).atOnce(limit);
        items.clear();
        outputs.clear();
        iterations.clear();
        waiting.clear();
        for (int i = 0; i < array.size(); i++) {
            items.add(array.get(i));
            outputs.add(null);
            iterations.add(null);
            waiting.add(i);
        }
        visit.flow().append(EventType.MAP_STATE_STARTED, new EventDetails.MapStarted(array.size()));
        resume();
    }

    private void resume() {
        over = false;
        succeeded = false;
        running = 0;
        at = 0;
        left = waiting.size();
        startSome();
        finishIfDone();
    }

    /** Iterations that end at once come back here: they only leave room for the loop that is already going on. */
    private void startSome() {
        if (starting) {
            return;
        }
        starting = true;
        try {
            while (!over && at < waiting.size() && running < most) {
                running++;
                startOne(waiting.get(at++));
            }
        } finally {
            starting = false;
        }
    }

    private void startOne(int index) {
        FlowRun earlier = iterations.get(index);
        FlowRun outer = visit.flow();
        if (earlier != null) {
            earlier.follow(outer.lastEvent());
            earlier.redrive();
            return;
        }
        MapItem item = new MapItem(index, items.get(index), null, null);
        JsonNode input;
        try {
            input = MapItems.select(state, item, visit.processing(), visit.environment(item));
        } catch (StatesError e) {
            over = true;
            visit.fail(e);
            return;
        }
        FlowRun iteration = new FlowRun(
                visit.execution(), state.processor(), new Scope(outer.scope()), item, outer.lastEvent(), this);
        iterations.set(index, iteration);
        iteration.append(EventType.MAP_ITERATION_STARTED, details(index));
        iteration.start(input);
    }

    private EventDetails details(int index) {
        return new EventDetails.Iteration(visit.name(), index);
    }

    @Override
    public void succeeded(FlowRun iteration, JsonNode output) {
        if (over) {
            return;
        }
        int index = iterations.indexOf(iteration);
        outputs.set(index, output);
        FlowRun outer = visit.flow();
        outer.follow(iteration.lastEvent());
        long succeeded = outer.appendAside(EventType.MAP_ITERATION_SUCCEEDED, details(index));
        running--;
        left--;
        if (left == 0) {
            outer.follow(succeeded);
        }
        startSome();
        if (!starting) {
            finishIfDone();
        }
    }

    private void finishIfDone() {
        if (left > 0 || over) {
            return;
        }
        over = true;
        succeeded = true;
        visit.flow().appendAside(EventType.MAP_STATE_SUCCEEDED, EventDetails.None.INSTANCE);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        outputs.forEach(all::add);
        visit.attempt(() -> visit.complete(all, state.placement()));
    }

    @Override
    public void failed(FlowRun iteration, Failure failure) {
        if (over) {
            return;
        }
        over = true;
        FlowRun outer = visit.flow();
        outer.follow(iteration.lastEvent());
        outer.appendAside(EventType.MAP_ITERATION_FAILED, details(iterations.indexOf(iteration)));
        abortIterations(iteration);
        visit.fail(failure);
    }

    private void abortIterations(@Nullable FlowRun failed) {
        for (int i = 0; i < iterations.size(); i++) {
            FlowRun other = iterations.get(i);
            if (other != null && other != failed && outputs.get(i) == null) {
                other.abort();
                other.appendAside(EventType.MAP_ITERATION_ABORTED, details(i));
            }
        }
    }

    @Override
    public void failing(Failure failure) {
        if (!succeeded && (!failure.is(StatesError.RUNTIME) || !iterations.isEmpty())) {
            visit.flow().append(EventType.MAP_STATE_FAILED, EventDetails.None.INSTANCE);
        }
    }

    @Override
    public void abort() {
        over = true;
        abortIterations(null);
        visit.flow().appendAside(EventType.MAP_STATE_ABORTED, EventDetails.None.INSTANCE);
    }

    @Override
    public void redrive() {
        if (iterations.isEmpty()) {
            run();
            return;
        }
        waiting.clear();
        for (int i = 0; i < items.size(); i++) {
            if (outputs.get(i) == null) {
                waiting.add(i);
            }
        }
        resume();
    }
}
