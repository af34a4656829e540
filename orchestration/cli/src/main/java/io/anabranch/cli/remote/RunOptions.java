package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;

/** Which run, of which state machine. */
final class RunOptions {
    @Parameters(paramLabel = "<run>", description = "A run id, or the ARN of an execution.")
    private String run = "";

    @Mixin
    private MachineOptions machine = new MachineOptions();

    /** The run's execution; of a run that was taken up again by another execution, the last one. */
    DescribeExecutionResponse execution(SfnClient stepFunctions) {
        if (run.startsWith("arn:")) {
            return find(stepFunctions, run)
                    .orElseThrow(() -> unknown("Pass the ARN of an execution of the last 90 days"));
        }
        String machineArn = machine.arn(stepFunctions);
        DescribeExecutionResponse execution = find(stepFunctions, ExecutionNames.arn(machineArn, run))
                .orElseThrow(
                        () -> unknown(
                                "The state machine " + machineArn
                                        + " has no such execution. Check the id, or name another state machine by --stack or --state-machine"));
        return latest(stepFunctions, machineArn, execution);
    }

    private DescribeExecutionResponse latest(
            SfnClient stepFunctions, String machineArn, DescribeExecutionResponse first) {
        DescribeExecutionResponse latest = first;
        for (int attempt = 2; ExecutionNames.canSucceed(run) && mayHaveSuccessor(latest); attempt++) {
            Optional<DescribeExecutionResponse> next =
                    find(stepFunctions, ExecutionNames.arn(machineArn, ExecutionNames.successor(run, attempt)));
            if (next.isEmpty()) {
                break;
            }
            latest = next.get();
        }
        return latest;
    }

    private static boolean mayHaveSuccessor(DescribeExecutionResponse execution) {
        return switch (execution.status()) {
            case FAILED, ABORTED, TIMED_OUT -> true;
            case RUNNING, SUCCEEDED, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private Optional<DescribeExecutionResponse> find(SfnClient stepFunctions, String arn) {
        try {
            return Optional.of(stepFunctions.describeExecution(r -> r.executionArn(arn)));
        } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
        } catch (InvalidArnException e) {
            throw new UsageException(
                    "Cannot find run '" + run + "': it is not the ARN of an execution in this region, nor a run id", e);
        } catch (SdkException e) {
            throw Calls.refused("find run '" + run + "'", "states:DescribeExecution", arn, e);
        }
    }

    private UsageException unknown(String mend) {
        return new UsageException("Cannot find run '" + run + "'. " + mend);
    }
}
