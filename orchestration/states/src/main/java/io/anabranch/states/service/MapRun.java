package io.anabranch.states.service;

import io.anabranch.states.semantics.MapSettings;

/** The run of a Distributed Map as DescribeMapRun tells it. */
public record MapRun(
        String arn,
        String executionArn,
        String stateMachineArn,
        ExecutionStatus status,
        Times times,
        MapSettings settings,
        Progress progress) {
    /**
     * How far it is.
     *
     * @param items how its items stand; each batch counts with its items
     * @param executions how its children stand
     */
    public record Progress(Counts items, Counts executions) {}

    /** 0 for no limit of its own. */
    public int maxConcurrency() {
        return settings.maxConcurrency() == 0 ? 0 : settings.atOnce(MapSettings.MOST_CHILDREN);
    }

    /** 0 also when the definition names none. */
    public double toleratedFailurePercentage() {
        Double percentage = settings.tolerance().percentage();
        return percentage == null ? 0 : percentage;
    }

    /** 0 also when the definition names none. */
    public long toleratedFailureCount() {
        Long count = settings.tolerance().count();
        return count == null ? 0 : count;
    }

    public record Counts(
            long pending, long running, long succeeded, long failed, long timedOut, long aborted, long resultsWritten) {
        public long total() {
            return pending + running + succeeded + failed + timedOut + aborted;
        }
    }
}
