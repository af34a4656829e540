package io.anabranch.states.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Outcome;
import io.anabranch.states.engine.ExecutionRun;
import io.anabranch.states.map.MapRunState;
import io.anabranch.states.map.MapRunState.Standing;
import io.anabranch.states.semantics.MapSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what runs into what is described. */
final class Descriptions {
    /** How long after its end an execution can be redriven. */
    private static final Duration REDRIVABLE = Duration.ofDays(14);

    /** How many events a history may have for a redrive to add to it. */
    private static final long REDRIVABLE_EVENTS = 24_999;

    private Descriptions() {}

    static Execution execution(ExecutionRun run, Instant now) {
        Outcome outcome = run.outcome();
        JsonNode output = outcome == null ? null : outcome.output();
        String obstacle = obstacle(run, now);
        return new Execution(
                run.arn(),
                run.machine().arn(),
                run.name(),
                status(outcome == null ? null : outcome.status()),
                Objects.requireNonNull(run.startDate()),
                run.stopDate(),
                run.input().toString(),
                output == null ? null : output.toString(),
                outcome == null ? null : outcome.error(),
                outcome == null ? null : outcome.cause(),
                run.mapRunArn(),
                run.redriveCount(),
                run.redriveDate(),
                redriveStatus(run, obstacle),
                obstacle);
    }

    private static String redriveStatus(ExecutionRun run, @Nullable String obstacle) {
        if (obstacle != null) {
            return "NOT_REDRIVABLE";
        }
        return run.mapRunArn() == null ? "REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN";
    }

    /** Why the execution cannot be redriven; null when it can. */
    static @Nullable String obstacle(ExecutionRun run, Instant now) {
        Outcome outcome = run.outcome();
        if (outcome == null) {
            return "Execution is RUNNING and cannot be redriven";
        }
        if (outcome.status() == Outcome.Status.SUCCEEDED) {
            return "Execution is SUCCEEDED and cannot be redriven";
        }
        if (run.machine().express() && run.mapRunArn() == null) {
            return "Execution is EXPRESS and cannot be redriven";
        }
        Instant stopped = run.stopDate();
        if (stopped != null && Duration.between(stopped, now).compareTo(REDRIVABLE) > 0) {
            return "Execution exceeded the redrivable period of 14 days";
        }
        if (!run.machine().express() && run.eventCount() >= REDRIVABLE_EVENTS) {
            return "Execution history event limit exceeded";
        }
        return null;
    }

    static ExecutionStatus status(Outcome.@Nullable Status status) {
        if (status == null) {
            return ExecutionStatus.RUNNING;
        }
        return switch (status) {
            case SUCCEEDED -> ExecutionStatus.SUCCEEDED;
            case FAILED -> ExecutionStatus.FAILED;
            case TIMED_OUT -> ExecutionStatus.TIMED_OUT;
            case ABORTED -> ExecutionStatus.ABORTED;
        };
    }

    static MapRun mapRun(MapRunState run) {
        MapSettings settings = run.settings();
        return new MapRun(
                run.arn(),
                run.executionArn(),
                run.stateMachineArn(),
                status(run.status()),
                run.startDate(),
                run.stopDate(),
                settings.maxConcurrency() == 0 ? 0 : settings.atOnce(MapSettings.MOST_CHILDREN),
                settings.tolerance().percentage() == null
                        ? 0
                        : settings.tolerance().percentage(),
                settings.tolerance().count() == null ? 0 : settings.tolerance().count(),
                counts(run, true),
                counts(run, false),
                run.redriveCount(),
                run.redriveDate());
    }

    private static MapRun.Counts counts(MapRunState run, boolean items) {
        long[] of = new long[Standing.values().length];
        long total = 0;
        for (Standing standing : Standing.values()) {
            of[standing.ordinal()] = items ? run.items(standing) : run.executions(standing);
            total += of[standing.ordinal()];
        }
        return new MapRun.Counts(
                of[Standing.PENDING.ordinal()],
                of[Standing.RUNNING.ordinal()],
                of[Standing.SUCCEEDED.ordinal()],
                of[Standing.FAILED.ordinal()],
                of[Standing.TIMED_OUT.ordinal()],
                of[Standing.ABORTED.ordinal()],
                total,
                run.resultsWritten(),
                0,
                0);
    }
}
