package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Stops a run. Nothing of it becomes visible, and what its tasks have done is kept for a redrive. */
@Command(
        name = "cancel",
        description = {
            "Stop a run. What its tasks have finished stays in the work folder, so that 'redrive' can go on from there.",
            "Functions that are at work end by themselves; parts that were uploaded stay invisible, and the output bucket's",
            "lifecycle rule removes them."
        },
        mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {
    private final Cloud.Source clouds;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Option(
            names = "--cause",
            paramLabel = "TEXT",
            defaultValue = "Cancelled by 'anabranch cancel'",
            description = "What the execution says it was stopped for.")
    private String cause = "";

    public CancelCommand() {
        this(AwsCloud::open);
    }

    CancelCommand(Cloud.Source clouds) {
        this.clouds = clouds;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = clouds.open(aws)) {
            DescribeExecutionResponse execution = run.execution(cloud.stepFunctions());
            if (execution.status() != ExecutionStatus.RUNNING) {
                throw new UsageException("Cannot cancel run '" + execution.name() + "': it is over ("
                        + execution.statusAsString() + ")");
            }
            Calls.ask(
                    "cancel run '" + execution.name() + "'",
                    "states:StopExecution",
                    execution.executionArn(),
                    () -> cloud.stepFunctions()
                            .stopExecution(r -> r.executionArn(execution.executionArn())
                                    .error("Anabranch.Cancelled")
                                    .cause(cause)));
            PrintWriter out = spec.commandLine().getOut();
            out.println("cancelled " + execution.name());
            out.println("kept: finished tasks, in the work folder; 'anabranch redrive " + execution.name()
                    + "' goes on from there");
            out.println("left: parts that no commit has completed, invisible until a lifecycle rule removes them");
            out.flush();
            return 0;
        }
    }
}
