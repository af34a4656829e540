package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import io.anabranch.runtime.run.PlanRequest;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionNotRedrivableException;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Takes a run up again where it ended.
 *
 * <p>An execution that was stopped in the middle is redriven. One that failed by itself ended in the Fail state behind Abort, and a
 * redrive would only fail there again: its run is taken up by a new execution under the same run id, which finds the tasks that are
 * done. The same goes for one that Step Functions does not redrive any more.
 */
@Command(
        name = "redrive",
        description = {
            "Take a run that failed or was cancelled up again; tasks that are done are not run again.",
            "An execution that was stopped is redriven; a failed one gets a successor under the same run id."
        },
        mixinStandardHelpOptions = true)
public final class RedriveCommand implements Callable<Integer> {
    /** ExecutionFailed and what comes before it. */
    private static final int LAST_EVENTS = 3;

    /** What emulators say to actions that they do not have. */
    private static final Set<String> UNKNOWN_ACTION =
            Set.of("InvalidAction", "UnknownOperationException", "UnknownOperation", "NotImplemented");

    private final Cloud.Source clouds;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--accept-code-change",
            description =
                    "Go on with the functions that are deployed now, though the run was begun with others; what is done stays as those did it.")
    private boolean acceptCodeChange;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    public RedriveCommand() {
        this(AwsCloud::open);
    }

    RedriveCommand(Cloud.Source clouds) {
        this.clouds = clouds;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = clouds.open(aws)) {
            SfnClient stepFunctions = cloud.stepFunctions();
            DescribeExecutionResponse execution = run.execution(stepFunctions);
            refuseUnlessOver(execution);
            PrintWriter out = spec.commandLine().getOut();
            // A redrive goes on with the functions that the execution began with.
            if (!acceptCodeChange && canGoOn(stepFunctions, execution) && redriven(stepFunctions, execution)) {
                out.println("redriven " + execution.name());
                out.println("execution " + execution.executionArn());
            } else {
                PlanRequest request = ExecutionInput.of(execution)
                        .acceptingCodeChange(acceptCodeChange)
                        .withInputAsPlanned();
                String arn = succeed(stepFunctions, execution, request);
                out.println("taken up again " + request.id());
                out.println("execution " + arn);
            }
            out.flush();
            return 0;
        }
    }

    private static void refuseUnlessOver(DescribeExecutionResponse execution) {
        String problem = switch (execution.status()) {
            case RUNNING, PENDING_REDRIVE -> "it is running. Wait for it, or cancel it first";
            case SUCCEEDED -> "it has succeeded. To run the pipeline again, start another run";
            case FAILED, ABORTED, TIMED_OUT, UNKNOWN_TO_SDK_VERSION -> "";
        };
        if (!problem.isEmpty()) {
            throw new UsageException("Cannot redrive run '" + execution.name() + "': " + problem);
        }
    }

    private static boolean canGoOn(SfnClient stepFunctions, DescribeExecutionResponse execution) {
        return execution.redriveStatus() != ExecutionRedriveStatus.NOT_REDRIVABLE
                && !endedInFailState(stepFunctions, execution);
    }

    private static boolean endedInFailState(SfnClient stepFunctions, DescribeExecutionResponse execution) {
        return Calls.ask(
                        "find out how run '" + execution.name() + "' ended",
                        "states:GetExecutionHistory",
                        execution.executionArn(),
                        () -> stepFunctions.getExecutionHistory(r -> r.executionArn(execution.executionArn())
                                .reverseOrder(true)
                                .maxResults(LAST_EVENTS)
                                .includeExecutionData(false)))
                .events()
                .stream()
                .anyMatch(event -> event.type() == HistoryEventType.FAIL_STATE_ENTERED);
    }

    /** Whether it was redriven; not if Step Functions, or the emulator at its endpoint, does not do that with it. */
    private static boolean redriven(SfnClient stepFunctions, DescribeExecutionResponse execution) {
        try {
            stepFunctions.redriveExecution(r -> r.executionArn(execution.executionArn()));
            return true;
        } catch (ExecutionNotRedrivableException e) {
            return false;
        } catch (SdkException e) {
            if (e instanceof AwsServiceException service
                    && service.awsErrorDetails() != null
                    && UNKNOWN_ACTION.contains(service.awsErrorDetails().errorCode())) {
                return false;
            }
            throw Calls.refused(
                    "redrive run '" + execution.name() + "'", "states:RedriveExecution", execution.executionArn(), e);
        }
    }

    private static String succeed(SfnClient stepFunctions, DescribeExecutionResponse execution, PlanRequest request) {
        String id = request.id();
        if (!ExecutionNames.canSucceed(id)) {
            throw new UsageException(
                    "Cannot redrive run '" + id
                            + "': its id leaves no room for the name of another execution. Start another run, with a shorter --run-id");
        }
        String input = ExecutionInput.json(request);
        for (int attempt = 2; ; attempt++) {
            String name = ExecutionNames.successor(id, attempt);
            try {
                return stepFunctions
                        .startExecution(r -> r.stateMachineArn(execution.stateMachineArn())
                                .name(name)
                                .input(input))
                        .executionArn();
            } catch (ExecutionAlreadyExistsException e) {
                // Taken up before; that execution ended as well, or it would have been found in place of this one.
            } catch (SdkException e) {
                throw Calls.refused(
                        "redrive run '" + id + "'", "states:StartExecution", execution.stateMachineArn(), e);
            }
        }
    }
}
