package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import io.anabranch.cli.remote.RunHistory.Phase;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

/**
 * Polls an execution until it is over, at growing distances: an account may describe 15 executions and 1 Map Run a second (Step Functions
 * quotas, API throttling), and others poll as well.
 */
final class Watch {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** At the longest distance, two and a half minutes without an answer. */
    private static final int MOST_FAILURES = 10;

    private final SfnClient stepFunctions;
    private final Pauses pauses;
    private final Consumer<String> lines;
    private String last = "";

    /** @param lines is given each line once, when it is news */
    Watch(SfnClient stepFunctions, Pauses pauses, Consumer<String> lines) {
        this.stepFunctions = stepFunctions;
        this.pauses = pauses;
        this.lines = lines;
    }

    /** Returns the execution when it is over. */
    DescribeExecutionResponse untilOver(String executionArn) throws InterruptedException {
        Duration pause = FIRST;
        Duration waited = Duration.ZERO;
        int failures = 0;
        while (true) {
            try {
                DescribeExecutionResponse now = describe(executionArn);
                if (now.status() != ExecutionStatus.RUNNING) {
                    return now;
                }
                progress(executionArn);
                failures = 0;
            } catch (UsageException e) {
                if (!mayPass(e) || ++failures > MOST_FAILURES) {
                    throw e;
                }
                tell(e.getMessage() + ". Trying again");
            }
            pauses.pause(pause);
            waited = waited.plus(pause);
            pause = next(waited);
        }
    }

    private DescribeExecutionResponse describe(String arn) {
        return Calls.ask(
                "watch " + arn,
                "states:DescribeExecution",
                arn,
                () -> stepFunctions.describeExecution(r -> r.executionArn(arn)));
    }

    private void progress(String executionArn) {
        List<Phase> phases = RunHistory.of(stepFunctions, executionArn).phases();
        if (phases.isEmpty()) {
            tell("planning");
            return;
        }
        Phase phase = phases.get(phases.size() - 1);
        String mapRun = phase.mapRunArn();
        if (mapRun == null) {
            tell(phase.title() + ": starting");
            return;
        }
        MapRunItemCounts counts = Calls.ask(
                        "watch " + mapRun,
                        "states:DescribeMapRun",
                        mapRun,
                        () -> stepFunctions.describeMapRun(r -> r.mapRunArn(mapRun)))
                .itemCounts();
        if (counts.total() == 0) {
            tell(phase.title() + ": starting");
            return;
        }
        tell(phase.title() + ": " + counts.succeeded() + "/" + counts.total() + " tasks done, " + counts.running()
                + " running, " + (counts.failed() + counts.timedOut() + counts.aborted()) + " failed");
    }

    private void tell(String line) {
        if (!line.equals(last)) {
            last = line;
            lines.accept(line);
        }
    }

    private static boolean mayPass(UsageException e) {
        if (e.getCause() instanceof AwsServiceException refusal) {
            return refusal.isThrottlingException() || refusal.statusCode() >= 500;
        }
        return e.getCause() instanceof SdkException lost && lost.getCause() instanceof java.io.IOException;
    }

    /** A tenth of the time waited so far: whoever waits long need not know it to the second. */
    private static Duration next(Duration waited) {
        Duration tenth = waited.dividedBy(10);
        if (tenth.compareTo(FIRST) < 0) {
            return FIRST;
        }
        return tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
    }
}
