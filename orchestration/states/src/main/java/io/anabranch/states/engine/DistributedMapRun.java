package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.map.ChildrenRun;
import io.anabranch.states.map.MapPlan;
import io.anabranch.states.model.Distributed;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.Failure;
import io.anabranch.states.semantics.MapItems;
import org.jspecify.annotations.Nullable;

/**
 * A Map state in mode DISTRIBUTED: evaluates what the definition says, opens a map run, and leaves the state when
 * that has ended.
 */
final class DistributedMapRun implements StateRun {
    private final Visit visit;
    private final State.Map state;
    private final Distributed distributed;
    private @Nullable ChildrenRun mapRun;
    private boolean restart;
    private boolean succeeded;

    DistributedMapRun(Visit visit, State.Map state, Distributed distributed) {
        this.visit = visit;
        this.state = state;
        this.distributed = distributed;
    }

    @Override
    public void run() {
        mapRun = null;
        restart = false;
        succeeded = false;
        Environment seen = visit.processing().seen(visit.environment());
        JsonNode items = distributed.reader() == null ? MapItems.evaluate(state, seen) : null;
        visit.flow().append(EventType.MAP_STATE_STARTED, new EventDetails.MapStarted(items == null ? 0 : items.size()));
        ChildrenRun opened = open(MapPlan.of(state, distributed, items, seen, ports().objects()));
        mapRun = opened;
        visit.flow()
                .append(
                        EventType.MAP_RUN_STARTED,
                        new EventDetails.MapRunStarted(opened.state().arn(), null));
        ports().children().opened(opened.state());
        visit.attempt(opened::start);
    }

    private ChildrenRun open(MapPlan plan) {
        Machine machine = visit.execution().machine();
        Children children = ports().children();
        String label = distributed.label() == null ? ports().entropy().nextUuid() : distributed.label();
        Machine of = children.childMachine(machine, label, distributed.expressChildren(), state.processor());
        String arn = children.mapRunArn(machine, label);
        MapParent parent = new MapParent(this, visit, state, arn, of);
        return new ChildrenRun(parent, plan, arn, visit.execution().arn(), of.arn());
    }

    private Ports ports() {
        return visit.execution().ports();
    }

    /** The map run has ended well. */
    void succeeded(JsonNode result) {
        succeeded = true;
        visit.flow().append(EventType.MAP_RUN_SUCCEEDED, EventDetails.None.INSTANCE);
        visit.flow().appendAside(EventType.MAP_STATE_SUCCEEDED, EventDetails.None.INSTANCE);
        visit.attempt(() -> visit.complete(result, state.placement()));
    }

    /**
     * The map run has ended badly.
     *
     * @param anew whether a redrive has to start over with all items
     */
    void failed(StatesError error, boolean anew) {
        restart = anew;
        StatesError placed = error.at(visit.name(), visit.enteredEvent());
        visit.flow().append(EventType.MAP_RUN_FAILED, new EventDetails.Failed(placed.error(), placed.causeText()));
        visit.fail(error);
    }

    @Override
    public void failing(Failure failure) {
        if (!succeeded && (mapRun != null || !failure.is(StatesError.RUNTIME))) {
            visit.flow().append(EventType.MAP_STATE_FAILED, EventDetails.None.INSTANCE);
        }
    }

    @Override
    public void abort() {
        if (mapRun != null) {
            mapRun.abort();
            visit.flow().append(EventType.MAP_RUN_ABORTED, EventDetails.None.INSTANCE);
        }
        visit.flow().appendAside(EventType.MAP_STATE_ABORTED, EventDetails.None.INSTANCE);
    }

    @Override
    public void redrive() {
        ChildrenRun again = mapRun;
        if (again == null || restart) {
            run();
            return;
        }
        again.redrive();
        visit.flow()
                .append(
                        EventType.MAP_RUN_REDRIVEN,
                        new EventDetails.MapRunStarted(
                                again.state().arn(), again.state().redriveCount()));
        visit.attempt(again::resume);
    }
}
