package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.Outcome;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.map.MapRunState.Standing;
import io.anabranch.states.model.Distributed;
import io.anabranch.states.semantics.MapSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run of a Distributed Map: starts a child execution for each input, some at a time, counts how they end, and gathers
 * or writes their results. Everything here happens on the loop of the execution the Map state is in; children have loops of
 * their own and only say that they are done.
 */
public final class ChildrenRun {
    private final ParentExecution parent;
    private final MapPlan plan;
    private final String machineArn;
    private final MapRunState state;
    private final Map<Integer, MapChild> children = new LinkedHashMap<>();
    private final List<MapChild> restarting = new ArrayList<>();
    private ItemQueue queue;
    private long itemsTaken;
    private int running;
    private boolean pumping;
    private boolean over;

    /**
     * @param arn the map run's
     * @param executionArn the parent's
     * @param machineArn the one of the machine that children run as
     */
    public ChildrenRun(ParentExecution parent, MapPlan plan, String arn, String executionArn, String machineArn) {
        this.parent = parent;
        this.plan = plan;
        this.machineArn = machineArn;
        this.state = new MapRunState(
                arn, executionArn, machineArn, parent.now(), plan.settings(), () -> parent.post(this::pump));
        this.queue = closedQueue();
    }

    /** Stands for the queue until there is one, so that a run that cannot open its feed has nothing to wait for. */
    private ItemQueue closedQueue() {
        Feed nothing = new StateDataFeed(JsonNodeFactory.instance.arrayNode());
        ItemQueue none = new ItemQueue(parent, nothing, null, 0, () -> {}, error -> {});
        none.close();
        return none;
    }

    public MapRunState state() {
        return state;
    }

    public void start() {
        openQueue();
        pump();
    }

    private void openQueue() {
        try {
            queue = new ItemQueue(parent, plan.feed().get(), plan.batching(), itemsTaken, this::pump, this::fail);
        } catch (StatesError e) {
            fail(e);
        }
    }

    /** Starts children while there is room. A child never ends inside its start, so this does not call itself. */
    private void pump() {
        if (over || pumping) {
            return;
        }
        pumping = true;
        int most = state.settings().atOnce(MapSettings.MOST_CHILDREN);
        while (running < most && !restarting.isEmpty()) {
            again(restarting.remove(restarting.size() - 1));
        }
        while (running < most) {
            ItemQueue.Input input = queue.poll();
            if (input == null) {
                break;
            }
            itemsTaken += input.items();
            start(input);
        }
        pumping = false;
        finishIfDone();
    }

    private void start(ItemQueue.Input input) {
        ChildExecution run = parent.child(input.json());
        MapChild child = new MapChild(machineArn, input, run);
        children.put(children.size(), child);
        state.add(Standing.RUNNING, input.items());
        follow(child);
        run.start();
    }

    private void follow(MapChild child) {
        running++;
        ChildExecution run = child.run();
        var unused = run.done().thenAccept(outcome -> parent.post(() -> ended(child, run, outcome)));
    }

    private void ended(MapChild child, ChildExecution run, Outcome outcome) {
        if (child.run() != run || child.standing() != Standing.RUNNING) {
            return;
        }
        running--;
        move(child, MapChild.of(outcome));
        if (over) {
            return;
        }
        if (toleranceExceeded()) {
            failTooMany();
            return;
        }
        pump();
    }

    private void move(MapChild child, Standing to) {
        state.move(child.standing(), to, child.input().items());
        child.standing(to);
    }

    private boolean toleranceExceeded() {
        long total = queue.exhausted() ? total() : -1;
        return state.settings().tolerance().exceeded(state.failedItems(), total);
    }

    private long total() {
        long waiting =
                queue.waiting().stream().mapToLong(ItemQueue.Input::items).sum();
        return waiting
                + children.values().stream()
                        .mapToLong(child -> child.input().items())
                        .sum();
    }

    private void finishIfDone() {
        if (over || running > 0 || !restarting.isEmpty() || !queue.finished()) {
            return;
        }
        if (toleranceExceeded()) {
            failTooMany();
            return;
        }
        over = true;
        writeThen(result -> {
            end(Outcome.Status.SUCCEEDED);
            parent.succeeded(result == null ? inlineResult() : result);
        });
    }

    private JsonNode inlineResult() {
        Distributed.ResultWriter writer = plan.distributed().writer();
        return ResultFiles.inline(
                results(Standing.SUCCEEDED),
                writer == null ? Distributed.Transformation.COMPACT : writer.transformation());
    }

    private void failTooMany() {
        over = true;
        queue.close();
        stopChildren();
        writeThen(result -> {
            end(Outcome.Status.FAILED);
            parent.failed(state.settings().tolerance().failure(), false);
        });
    }

    /** Reading items or making inputs of them failed. */
    private void fail(StatesError error) {
        if (over) {
            return;
        }
        over = true;
        stopChildren();
        end(Outcome.Status.FAILED);
        parent.failed(error, true);
    }

    private void end(Outcome.Status how) {
        state.end(how, parent.now());
    }

    private void stopChildren() {
        for (MapChild child : children.values()) {
            if (child.standing() == Standing.RUNNING) {
                running--;
                move(child, Standing.ABORTED);
                child.run().stop(null, null);
            }
        }
    }

    private interface Written {
        /** @param result null when nothing is to be written */
        void then(@Nullable JsonNode result);
    }

    private void writeThen(Written next) {
        Distributed.ResultWriter writer = plan.distributed().writer();
        ObjectStore objects = plan.objects();
        if (plan.writer() == null || writer == null || objects == null) {
            next.then(null);
            return;
        }
        JsonNode arguments = plan.writer();
        List<ChildResult> succeeded = results(Standing.SUCCEEDED);
        List<ChildResult> failed = new ArrayList<>(results(Standing.FAILED));
        failed.addAll(results(Standing.TIMED_OUT));
        failed.addAll(results(Standing.ABORTED));
        List<ChildResult> pending = queue.waiting().stream()
                .map(input -> MapChild.pending(machineArn, input))
                .toList();
        String runId = state.arn().substring(state.arn().lastIndexOf(':') + 1);
        parent.executeBlocking(() -> {
            try {
                JsonNode result = new ResultFiles(
                                objects, arguments, runId, writer.transformation(), writer.jsonLines())
                        .write(state.arn(), succeeded, failed, pending);
                parent.post(() -> {
                    state.wrote(succeeded.size() + (long) failed.size());
                    next.then(result);
                });
            } catch (StatesError e) {
                parent.post(() -> {
                    end(Outcome.Status.FAILED);
                    parent.failed(e, true);
                });
            }
        });
    }

    private List<ChildResult> results(Standing standing) {
        Collection<MapChild> all = children.values();
        return all.stream()
                .filter(child -> child.standing() == standing)
                .map(MapChild::result)
                .toList();
    }

    public void abort() {
        if (state.status() == null) {
            over = true;
            queue.close();
            stopChildren();
            end(Outcome.Status.ABORTED);
        }
    }

    /** Counts the redrive; {@link #resume()} does it. */
    public void redrive() {
        state.redrive(parent.now());
    }

    /** Runs the children that did not succeed once more, and those that never started. */
    public void resume() {
        over = false;
        running = 0;
        restarting.clear();
        for (MapChild child : children.values()) {
            if (child.standing() != Standing.SUCCEEDED) {
                move(child, Standing.PENDING);
                restarting.add(0, child);
            }
        }
        openQueue();
        pump();
    }

    /** STANDARD children go on where they failed, EXPRESS children start again under the same ARN. */
    private void again(MapChild child) {
        ChildExecution old = child.run();
        boolean anew = plan.distributed().expressChildren() || old.outcome() == null;
        if (anew) {
            child.restart(parent.again(old, child.input().json()));
        } else {
            old.redrive();
        }
        move(child, Standing.RUNNING);
        follow(child);
        if (anew) {
            child.run().start();
        }
    }
}
