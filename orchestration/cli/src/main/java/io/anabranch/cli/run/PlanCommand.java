package io.anabranch.cli.run;

import io.anabranch.cli.UsageException;
import io.anabranch.error.AnabranchException;
import io.anabranch.local.LocalRun;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.plan.Estimate;
import io.anabranch.runtime.plan.Estimate.StageEstimate;
import io.anabranch.runtime.plan.Estimator;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.Plan.PlannedRead;
import io.anabranch.runtime.run.PlanRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a run would take. */
@Command(
        name = "plan",
        description = "Show the stages, tasks, requests and dollars of a run in AWS. Runs nothing.",
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions pipeline;

    @Option(
            names = "--s3",
            paramLabel = "DIR",
            description = "A folder of buckets for s3:// addresses: DIR/bucket/key.")
    private @Nullable Path s3;

    @Option(
            names = "--split-bytes",
            paramLabel = "N",
            description = "Input bytes of a map task; default: chosen from the total.")
    private @Nullable Long splitBytes;

    @SuppressWarnings("UnusedVariable") // OneLineErrors asks picocli whether it was given.
    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    @Override
    public Integer call() {
        Path here = Path.of("").toAbsolutePath();
        LocalRun.Settings settings =
                LocalRun.Settings.of(here, here, 1).withBucketRoot(s3 == null ? null : s3.toAbsolutePath());
        Options options = Options.NONE.withSplitBytes(splitBytes);
        PlanRequest request = new PlanRequest(pipeline.pipeline(), pipeline.params(), "plan", null, options);
        try {
            print(new LocalRun(CatalogGraphs.ofClassPath(), settings).estimate(request));
        } catch (AnabranchException refused) {
            throw new UsageException(refused.problem(), refused);
        }
        return 0;
    }

    private void print(Estimate estimate) {
        PrintWriter out = spec.commandLine().getOut();
        Table reads = new Table("input", "objects", "bytes", "split");
        for (PlannedRead read : estimate.reads()) {
            reads.row(
                    read.name() + " (" + read.format() + ")",
                    Amounts.count(read.objects()),
                    Amounts.bytes(read.bytes()),
                    read.splitting());
        }
        reads.print(out);
        out.println();
        Table stages = new Table("stage", "kind", "tasks", "bytes in", "of");
        boolean guessed = false;
        for (StageEstimate stage : estimate.stages()) {
            stages.row(
                    String.valueOf(stage.stage()),
                    stage.kind(),
                    (stage.exact() ? "" : "~") + Amounts.count(stage.tasks()),
                    (stage.exact() ? "" : "~") + Amounts.bytes(stage.bytes()),
                    stage.sources());
            guessed |= !stage.exact();
        }
        stages.print(out);
        out.println();
        out.println("memory: 1,769 MB per task (one vCPU), 3,008 MB for a second try");
        out.println("S3 requests: ~" + Amounts.count(estimate.puts()) + " PUT, ~" + Amounts.count(estimate.gets())
                + " GET");
        out.println("Step Functions: ~" + Amounts.count(estimate.transitions()) + " transitions");
        out.println(String.format(Locale.ROOT, "Lambda: ~%,.0f GB-s", estimate.gigabyteSeconds()));
        out.println(String.format(
                Locale.ROOT,
                "about $%.4f: Lambda $%.4f, Step Functions $%.4f, S3 $%.4f (us-east-1, arm64)",
                estimate.dollars().total(),
                estimate.dollars().lambda(),
                estimate.dollars().stepFunctions(),
                estimate.dollars().s3()));
        if (guessed) {
            out.println(String.format(
                    Locale.ROOT,
                    "~ assumes that a stage shuffles %.0f %% of what it reads; the barrier decides by what is really there",
                    100 * Estimator.SHUFFLED_SHARE));
        }
        out.flush();
    }
}
