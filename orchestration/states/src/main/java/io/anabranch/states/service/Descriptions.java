package io.anabranch.states.service;

import io.anabranch.states.Outcome;
import io.anabranch.states.engine.ExecutionRun;
import io.anabranch.states.map.MapRunState;
import io.anabranch.states.map.MapRunState.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Turns what runs into what is described. */
final class Descriptions {
    /** How long after its end an execution can be redriven. */
    private static final Duration REDRIVABLE = Duration.ofDays(14);

    /** How many events a history may have for a redrive to add to it. */
    private static final long REDRIVABLE_EVENTS = 24_999;

    private Descriptions() {}

    static Execution execution(ExecutionRun run, Instant now) {
        return new Execution(
                new Execution.Id(run.arn(), run.name(), run.machine().arn(), run.mapRunArn()),
                run.input().toString(),
                run.outcome(),
                new Times(
                        Objects.requireNonNull(run.startDate()), run.stopDate(), run.redriveCount(), run.redriveDate()),
                obstacle(run, now));
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

    static MapRun mapRun(MapRunState run) {
        return new MapRun(
                run.arn(),
                run.executionArn(),
                run.stateMachineArn(),
                ExecutionStatus.of(run.status()),
                new Times(run.startDate(), run.stopDate(), run.redriveCount(), run.redriveDate()),
                run.settings(),
                new MapRun.Progress(counts(run, run::items), counts(run, run::executions)));
    }

    private static MapRun.Counts counts(MapRunState run, ToLongFunction<Standing> of) {
        return new MapRun.Counts(
                of.applyAsLong(Standing.PENDING),
                of.applyAsLong(Standing.RUNNING),
                of.applyAsLong(Standing.SUCCEEDED),
                of.applyAsLong(Standing.FAILED),
                of.applyAsLong(Standing.TIMED_OUT),
                of.applyAsLong(Standing.ABORTED),
                run.resultsWritten());
    }
}
