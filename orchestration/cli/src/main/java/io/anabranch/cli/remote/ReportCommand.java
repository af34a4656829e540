package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import io.anabranch.cli.run.Amounts;
import io.anabranch.cli.run.ReadTwice;
import io.anabranch.cli.run.Table;
import io.anabranch.error.AnabranchException;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.storage.S3Uri;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What a run did, stage by stage, from its receipts. */
@Command(
        name = "report",
        description = {
            "Print what a run did, stage by stage, or has done so far. Reads one small object per task.",
            "Failed: attempts that said why; one that was killed for its memory or its time could not.",
            "Skew: records of the largest task over the mean."
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    private static final int MOST_FAILURES = 3;

    private final Cloud.Source clouds;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Option(
            names = "--work",
            paramLabel = "URI",
            description = "The stack's work folder, s3://bucket/prefix; default what the execution's history says.")
    private @Nullable String work;

    public ReportCommand() {
        this(AwsCloud::open);
    }

    ReportCommand(Cloud.Source clouds) {
        this.clouds = clouds;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = clouds.open(aws)) {
            DescribeExecutionResponse execution = run.execution(cloud.stepFunctions());
            PrintWriter out = spec.commandLine().getOut();
            head(out, execution);
            RunRef place = place(cloud, execution);
            if (place == null) {
                out.println("nothing planned" + (execution.status() == ExecutionStatus.RUNNING ? " yet" : ""));
            } else {
                body(out, execution, RunReport.of(cloud.s3(), place));
            }
            out.flush();
            return 0;
        }
    }

    private @Nullable RunRef place(Cloud cloud, DescribeExecutionResponse execution) {
        if (work == null) {
            return RunHistory.of(cloud.stepFunctions(), execution.executionArn())
                    .run();
        }
        try {
            return RunRef.of(S3Uri.inS3(work), ExecutionInput.of(execution).id());
        } catch (AnabranchException e) {
            throw new UsageException(e.problem(), e);
        }
    }

    private static void head(PrintWriter out, DescribeExecutionResponse execution) {
        out.println("run       " + ExecutionInput.of(execution).id());
        out.println("execution " + execution.executionArn()
                + (execution.redriveCount() == null || execution.redriveCount() == 0
                        ? ""
                        : " (redriven " + execution.redriveCount() + " times)"));
        String ended = execution.stopDate() == null
                ? ""
                : ", ended " + execution.stopDate().truncatedTo(ChronoUnit.SECONDS);
        out.println("status    " + execution.statusAsString() + ", started "
                + execution.startDate().truncatedTo(ChronoUnit.SECONDS) + ended);
        if (execution.error() != null) {
            out.println("error     " + Ending.failure(execution));
        }
    }

    private static void body(PrintWriter out, DescribeExecutionResponse execution, RunReport report) {
        if (report.plan() == null) {
            out.println("no plan: the work folder has none of this run, or no more");
            return;
        }
        out.println("pipeline  " + report.plan().program().pipeline());
        out.println();
        table(report).print(out);
        report.stages().stream()
                .flatMap(stage -> Stream.ofNullable(stage.outcome()))
                .flatMap(outcome -> ReadTwice.line(outcome).stream())
                .forEach(out::println);
        counters(report).forEach((name, count) -> out.println("counter " + name + ": " + Amounts.count(count)));
        report.stages().stream()
                .flatMap(stage -> stage.failures().stream())
                .limit(MOST_FAILURES)
                .forEach(failure -> out.println(line(failure)));
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            Ending.outputs(execution.output()).forEach(out::println);
        } else {
            report.plan().writes().forEach(write -> out.println("output " + write.uri() + ": not committed"));
        }
    }

    private static Table table(RunReport report) {
        Table table = new Table(
                "stage",
                "tasks",
                "done",
                "records in",
                "records out",
                "bytes in",
                "time",
                "task time",
                "failed",
                "skew",
                "spilled");
        for (StageReport stage : report.stages()) {
            table.row(
                    stage.kind().name().toLowerCase(Locale.ROOT) + " " + stage.stage(),
                    Amounts.count(stage.tasks()),
                    Amounts.count(stage.receipts().size()),
                    Amounts.count(stage.recordsIn()),
                    Amounts.count(stage.recordsOut()),
                    stage.bytesIn() < 0 ? "-" : Amounts.bytes(stage.bytesIn()),
                    Amounts.millis(stage.wallMillis()),
                    Amounts.millis(stage.taskMillis()),
                    Amounts.count(stage.failures().size()),
                    String.format(Locale.ROOT, "%.1f", stage.skew()),
                    Amounts.bytes(stage.spilledBytes()));
        }
        return table;
    }

    private static Map<String, Long> counters(RunReport report) {
        Map<String, Long> counters = new TreeMap<>();
        report.stages().stream()
                .flatMap(stage -> stage.receipts().stream())
                .forEach(receipt ->
                        receipt.output().counters().forEach((name, count) -> counters.merge(name, count, Long::sum)));
        return counters;
    }

    private static String line(Failure failure) {
        String cause = failure.cause() == null
                ? ""
                : failure.cause().lines().findFirst().orElse("");
        return "failed: stage " + failure.stage() + " task " + failure.task() + ": " + failure.error()
                + (cause.isEmpty() ? "" : ": " + cause);
    }
}
