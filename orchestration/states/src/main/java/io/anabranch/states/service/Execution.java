package io.anabranch.states.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution as DescribeExecution tells it.
 *
 * @param input the JSON text it was started with
 * @param output the JSON text it succeeded with; null otherwise
 * @param stopDate null while it runs
 * @param mapRunArn the map run this is a child of; null for none
 * @param redriveStatus {@code REDRIVABLE}, {@code NOT_REDRIVABLE} or, for children, {@code REDRIVABLE_BY_MAP_RUN}
 * @param redriveStatusReason why it cannot be redriven; null when it can
 */
public record Execution(
        String arn,
        String stateMachineArn,
        String name,
        ExecutionStatus status,
        Instant startDate,
        @Nullable Instant stopDate,
        String input,
        @Nullable String output,
        @Nullable String error,
        @Nullable String cause,
        @Nullable String mapRunArn,
        int redriveCount,
        @Nullable Instant redriveDate,
        String redriveStatus,
        @Nullable String redriveStatusReason) {}
