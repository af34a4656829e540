package io.anabranch.runtime.run;

import org.jspecify.annotations.Nullable;

/**
 * What the state machine carries from state to state: addresses and counts only, however large the input is.
 *
 * @param version version of this form
 * @param stage number of the stage; of a COMMIT, the number of stages
 * @param round 0, or how often misjudged splits of this stage were planned again
 * @param tasks null for a COMMIT
 * @param maxConcurrency how many tasks may run at once
 */
public record Step(
        int version,
        RunRef run,
        int stage,
        int round,
        StepKind kind,
        @Nullable TaskList tasks,
        int maxConcurrency) {
    public static final int VERSION = 1;

    public Step {
        Form.STEP.require(version);
        if ((kind == StepKind.COMMIT) != (tasks == null)) {
            throw new IllegalArgumentException("Invalid step: " + kind + " with tasks " + tasks);
        }
    }

    /**
     * Where a step's tasks are: a JSON array that the Distributed Map reads.
     *
     * @param count number of tasks
     */
    public record TaskList(String bucket, String key, int count) {}

    /** A step with tasks. */
    public static Step of(RunRef run, int stage, int round, StepKind kind, TaskList tasks, int maxConcurrency) {
        return new Step(VERSION, run, stage, round, kind, tasks, maxConcurrency);
    }

    /** The step after the last stage. */
    public static Step commit(RunRef run, int stages) {
        return new Step(VERSION, run, stages, 0, StepKind.COMMIT, null, 1);
    }
}
