package io.anabranch.runtime.run;

import org.jspecify.annotations.Nullable;

/**
 * What the state machine carries from state to state: addresses and counts only, however large the input is.
 *
 * @param stage number of the stage; of a COMMIT, the number of stages
 * @param round 0, or how often misjudged splits of this stage were planned again
 * @param tasks null for a COMMIT
 * @param maxConcurrency how many tasks may run at once
 */
public record Step(
        RunRef run,
        int stage,
        int round,
        StepKind kind,
        @Nullable TaskList tasks,
        int maxConcurrency) {
    public Step {
        if ((kind == StepKind.COMMIT) != (tasks == null)) {
            throw new IllegalArgumentException("Invalid step: " + kind + " with tasks " + tasks);
        }
    }

    /**
     * Where a step's tasks are: a JSON array that the Distributed Map reads.
     *
     * @param count number of tasks
     * @param crc32c checksum of the array, 8 hexadecimal digits
     */
    public record TaskList(String bucket, String key, int count, String crc32c) {}

    /** Whether the run comes to this step after the other one: whoever goes from step to step comes to an end. */
    public boolean isAfter(Step other) {
        return stage == other.stage ? round > other.round : stage > other.stage;
    }

    /** A step with tasks. */
    public static Step of(RunRef run, int stage, int round, StepKind kind, TaskList tasks, int maxConcurrency) {
        return new Step(run, stage, round, kind, tasks, maxConcurrency);
    }

    /** The step after the last stage. */
    public static Step commit(RunRef run, int stages) {
        return new Step(run, stages, 0, StepKind.COMMIT, null, 1);
    }
}
