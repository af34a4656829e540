package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.model.Flow;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs branches at the same time; fails with the first that fails. */
final class ParallelRun implements StateRun, FlowEnd {
    private final Visit visit;
    private final State.Parallel state;
    private final List<FlowRun> branches = new ArrayList<>();
    private final List<@Nullable JsonNode> outputs = new ArrayList<>();
    private int left;
    private boolean over;
    private boolean succeeded;

    ParallelRun(Visit visit, State.Parallel state) {
        this.visit = visit;
        this.state = state;
    }

    @Override
    public void run() {
        JsonNode input = visit.processing().parameters(visit.environment(), state.parameters());
        FlowRun outer = visit.flow();
        long started = outer.append(EventType.PARALLEL_STATE_STARTED, EventDetails.None.INSTANCE);
        branches.clear();
        outputs.clear();
        for (Flow branch : state.branches()) {
            Scope scope = new Scope(outer.scope());
            branches.add(new FlowRun(visit.execution(), branch, scope, outer.item(), started, this));
            outputs.add(null);
        }
        left = branches.size();
        over = false;
        succeeded = false;
        for (FlowRun branch : List.copyOf(branches)) {
            if (!over) {
                branch.start(input);
            }
        }
    }

    @Override
    public void succeeded(FlowRun branch, JsonNode output) {
        outputs.set(branches.indexOf(branch), output);
        left--;
        FlowRun outer = visit.flow();
        outer.follow(branch.lastEvent());
        if (left > 0 || over) {
            return;
        }
        over = true;
        succeeded = true;
        outer.appendAside(EventType.PARALLEL_STATE_SUCCEEDED, EventDetails.None.INSTANCE);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        outputs.forEach(all::add);
        visit.attempt(() -> visit.complete(all, state.placement()));
    }

    @Override
    public void failed(FlowRun branch, Failure failure) {
        if (over) {
            return;
        }
        over = true;
        visit.flow().follow(branch.lastEvent());
        branch.abortState();
        for (FlowRun other : branches) {
            if (other != branch) {
                other.abort();
            }
        }
        visit.fail(failure);
    }

    @Override
    public void failing(Failure failure) {
        if (!succeeded) {
            visit.flow().append(EventType.PARALLEL_STATE_FAILED, EventDetails.None.INSTANCE);
        }
    }

    @Override
    public void abort() {
        over = true;
        branches.forEach(FlowRun::abort);
        visit.flow().appendAside(EventType.PARALLEL_STATE_ABORTED, EventDetails.None.INSTANCE);
    }

    @Override
    public void redrive() {
        if (branches.isEmpty()) {
            run();
            return;
        }
        over = false;
        for (int i = 0; i < branches.size() && !over; i++) {
            if (outputs.get(i) == null) {
                branches.get(i).follow(visit.flow().lastEvent());
                branches.get(i).redrive();
            }
        }
    }
}
