package io.anabranch.states.map;

import io.anabranch.states.Outcome;
import io.anabranch.states.map.MapRunState.Standing;

/** One child of a Distributed Map. Touched on the parent's loop only. */
final class MapChild {
    private final String machineArn;
    private final ItemQueue.Input input;
    private ChildExecution run;
    private Standing standing = Standing.RUNNING;

    MapChild(String machineArn, ItemQueue.Input input, ChildExecution run) {
        this.machineArn = machineArn;
        this.input = input;
        this.run = run;
    }

    ItemQueue.Input input() {
        return input;
    }

    ChildExecution run() {
        return run;
    }

    /** Another execution takes the child's place: EXPRESS children start anew. */
    void restart(ChildExecution other) {
        run = other;
    }

    Standing standing() {
        return standing;
    }

    void standing(Standing now) {
        standing = now;
    }

    /** What its outcome makes of it. */
    static Standing of(Outcome outcome) {
        return switch (outcome.status()) {
            case SUCCEEDED -> Standing.SUCCEEDED;
            case FAILED -> Standing.FAILED;
            case TIMED_OUT -> Standing.TIMED_OUT;
            case ABORTED -> Standing.ABORTED;
        };
    }

    ChildResult result() {
        return new ChildResult(machineArn, standing, input.json(), ChildResult.Run.of(run));
    }

    /** What is written of an input that never became a child. */
    static ChildResult pending(String machineArn, ItemQueue.Input input) {
        return new ChildResult(machineArn, Standing.PENDING, input.json(), null);
    }
}
