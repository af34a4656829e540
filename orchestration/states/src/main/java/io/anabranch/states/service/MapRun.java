package io.anabranch.states.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The run of a Distributed Map as DescribeMapRun tells it.
 *
 * @param itemCounts how its items stand; each batch counts with its items
 * @param executionCounts how its children stand
 */
public record MapRun(
        String arn,
        String executionArn,
        String stateMachineArn,
        ExecutionStatus status,
        Instant startDate,
        @Nullable Instant stopDate,
        int maxConcurrency,
        double toleratedFailurePercentage,
        long toleratedFailureCount,
        Counts itemCounts,
        Counts executionCounts,
        int redriveCount,
        @Nullable Instant redriveDate) {
    public record Counts(
            long pending,
            long running,
            long succeeded,
            long failed,
            long timedOut,
            long aborted,
            long total,
            long resultsWritten,
            long failuresNotRedrivable,
            long pendingRedrive) {}
}
