package io.anabranch.states.service;

import io.anabranch.states.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * An execution as DescribeExecution tells it.
 *
 * @param input the JSON text it was started with
 * @param outcome null while it runs
 * @param redriveObstacle why it cannot be redriven; null when it can
 */
public record Execution(
        Id id,
        String input,
        @Nullable Outcome outcome,
        Times times,
        @Nullable String redriveObstacle) {
    /**
     * Which execution it is, and of what.
     *
     * @param mapRunArn the map run this is a child of; null for none
     */
    public record Id(
            String arn,
            String name,
            String stateMachineArn,
            @Nullable String mapRunArn) {}

    public String arn() {
        return id.arn();
    }

    public ExecutionStatus status() {
        return ExecutionStatus.of(outcome == null ? null : outcome.status());
    }

    /** The JSON text it succeeded with; null otherwise. */
    public @Nullable String output() {
        return outcome == null || outcome.output() == null
                ? null
                : outcome.output().toString();
    }

    /** Null when it did not fail, or failed without a name. */
    public @Nullable String error() {
        return outcome == null ? null : outcome.error();
    }

    public @Nullable String cause() {
        return outcome == null ? null : outcome.cause();
    }

    /** {@code REDRIVABLE}, {@code NOT_REDRIVABLE} or, for children, {@code REDRIVABLE_BY_MAP_RUN}. */
    public String redriveStatus() {
        if (redriveObstacle != null) {
            return "NOT_REDRIVABLE";
        }
        return id.mapRunArn() == null ? "REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN";
    }
}
