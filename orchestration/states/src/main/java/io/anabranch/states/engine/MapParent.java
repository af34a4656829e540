package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.map.ChildExecution;
import io.anabranch.states.map.ParentExecution;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.MapItem;
import io.anabranch.states.semantics.MapItems;
import java.time.Instant;

/**
 * The execution of a Distributed Map, as its map run sees it.
 *
 * @param mapRunArn the map run that children are of
 * @param machine the machine that children run as
 */
record MapParent(DistributedMapRun owner, Visit visit, State.Map state, String mapRunArn, Machine machine)
        implements ParentExecution {
    private Ports ports() {
        return visit.execution().ports();
    }

    @Override
    public Instant now() {
        return ports().scheduler().now();
    }

    @Override
    public void post(Runnable task) {
        visit.execution().post(task);
    }

    @Override
    public void executeBlocking(Runnable task) {
        ports().scheduler().executeBlocking(task);
    }

    @Override
    public JsonNode select(MapItem item) {
        return MapItems.select(state, item, visit.processing(), visit.environment(item));
    }

    @Override
    public ChildExecution child(JsonNode input) {
        String name = ports().entropy().nextUuid();
        return child(ports().children().executionArn(machine, name), name, input);
    }

    @Override
    public ChildExecution again(ChildExecution child, JsonNode input) {
        return child(child.arn(), child.name(), input);
    }

    private ChildExecution child(String arn, String name, JsonNode input) {
        ExecutionRun run = new ExecutionRun(ports(), machine, arn, name, input, mapRunArn);
        ports().children().started(run);
        return run;
    }

    @Override
    public void succeeded(JsonNode result) {
        owner.succeeded(result);
    }

    @Override
    public void failed(StatesError error, boolean anew) {
        owner.failed(error, anew);
    }
}
