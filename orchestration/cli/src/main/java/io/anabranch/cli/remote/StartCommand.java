package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import io.anabranch.cli.run.PipelineOptions;
import io.anabranch.error.AnabranchException;
import io.anabranch.runtime.catalog.Param;
import io.anabranch.runtime.catalog.PipelineCatalog;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.storage.S3Uri;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Starts a run of a deployed pipeline, once: a run id that is taken by the same request is that run, as long as it runs. */
@Command(
        name = "start",
        description = {
            "Start a run of a deployed pipeline and print its id; do not wait for it.",
            "Starting a run that is running again, with the same parameters, starts nothing and is no error."
        },
        mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
    private final Cloud.Source clouds;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "1 to 80 letters, digits, '-' and '_'; default a new one.")
    private @Nullable String runId;

    @Option(names = "--overwrite", description = "Replace an output that exists.")
    private boolean overwrite;

    @Option(
            names = "--dead-letters",
            paramLabel = "N",
            description = "Records that may be refused before the run fails; default 0.")
    private @Nullable Long deadLetters;

    @Option(
            names = "--max-concurrency",
            paramLabel = "N",
            description = "Tasks at once; default what the stack was deployed with.")
    private @Nullable Integer maxConcurrency;

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    public StartCommand() {
        this(AwsCloud::open, Clock.systemUTC());
    }

    StartCommand(Cloud.Source clouds, Clock clock) {
        this.clouds = clouds;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PlanRequest request = request();
        try (Cloud cloud = clouds.open(aws)) {
            String machineArn = machine.arn(cloud.stepFunctions());
            String arn = start(cloud.stepFunctions(), machineArn, request);
            PrintWriter out = spec.commandLine().getOut();
            out.println("run " + request.id());
            out.println("execution " + arn);
            out.flush();
            return 0;
        }
    }

    private PlanRequest request() {
        SortedMap<String, List<String>> params = pipeline.params();
        for (String name : places()) {
            params.getOrDefault(name, List.of()).forEach(location -> check(name, location));
        }
        String id = runId == null ? RunIds.next(pipeline.pipeline(), clock) : runId;
        try {
            RunRef.of(new S3Uri("any", ""), id);
            Options options = Options.NONE
                    .withDeadLetters(deadLetters)
                    .withMaxConcurrency(maxConcurrency)
                    .withOverwrite(overwrite ? true : null);
            options.limits();
            return new PlanRequest(
                    pipeline.pipeline(), params, id, null, options.equals(Options.NONE) ? null : options);
        } catch (AnabranchException e) {
            throw new UsageException(e.problem(), e);
        }
    }

    /** The parameters that are places: as the pipeline says, or as the options do where it is not among those of this class path. */
    private SortedSet<String> places() {
        SortedSet<String> places = new TreeSet<>(List.of("input", "output"));
        PipelineCatalog catalog = new PipelineCatalog(StartCommand.class.getClassLoader());
        if (catalog.knows(pipeline.pipeline())) {
            places.clear();
            catalog.find(pipeline.pipeline()).binder().params().stream()
                    .filter(Param::isPlace)
                    .forEach(param -> places.add(param.name()));
        }
        return places;
    }

    private static void check(String name, String location) {
        if (!location.startsWith(S3Uri.SCHEME)) {
            throw new UsageException(
                    "Invalid " + name + ": '" + location
                            + "', expected s3://bucket/key. A deployed pipeline sees S3 only; for files of this machine use 'anabranch run'");
        }
    }

    private static String start(SfnClient stepFunctions, String machineArn, PlanRequest request) {
        String input = ExecutionInput.json(request);
        try {
            return stepFunctions
                    .startExecution(r ->
                            r.stateMachineArn(machineArn).name(request.id()).input(input))
                    .executionArn();
        } catch (ExecutionAlreadyExistsException e) {
            return existing(stepFunctions, ExecutionNames.arn(machineArn, request.id()), request.id(), input);
        } catch (SdkException e) {
            throw Calls.refused("start run '" + request.id() + "'", "states:StartExecution", machineArn, e);
        }
    }

    private static String existing(SfnClient stepFunctions, String arn, String id, String input) {
        DescribeExecutionResponse there = Calls.ask(
                "start run '" + id + "': it exists, and how it was started is not known",
                "states:DescribeExecution",
                arn,
                () -> stepFunctions.describeExecution(r -> r.executionArn(arn)));
        if (!ExecutionInput.isSame(String.valueOf(there.input()), input)) {
            throw new UsageException(
                    "Cannot start run '" + id
                            + "': a run of this id was started with other parameters. Choose another --run-id, or leave it out");
        }
        if (there.status() != ExecutionStatus.RUNNING) {
            // Its output is the answer over the input as it was then, and whether that has changed nobody has looked.
            throw new UsageException(
                    "Cannot start run '" + id + "': a run of this id is over (" + there.statusAsString()
                            + "). See it with 'anabranch report " + id
                            + "', take one that failed up again with 'anabranch redrive "
                            + id + "', or choose another --run-id");
        }
        return arn;
    }
}
