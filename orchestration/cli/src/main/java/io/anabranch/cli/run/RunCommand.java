package io.anabranch.cli.run;

import io.anabranch.cli.UsageException;
import io.anabranch.error.AnabranchException;
import io.anabranch.local.LocalRun;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One embedded run. */
@Command(
        name = "run",
        description =
                "Run a pipeline on this machine, through the state machine that deploys. Exit 0 only when its output is committed.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    /** Set by the launcher where standard error is a terminal: Java itself cannot tell on every version. */
    private static final String TERMINAL = "anabranch.terminal";

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions pipeline;

    @Option(names = "--workers", paramLabel = "N", description = "Tasks at once; default: one per processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--lambda",
            paramLabel = "in-process|process",
            description =
                    "How functions run: on threads, or each environment in a JVM of its own with its function's memory and timeout.")
    private String lambda = "in-process";

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Keep the run's own data here: plan, receipts, history. Default: a temporary folder, removed afterwards.")
    private @Nullable Path work;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Name of the run. With --work, a run of that name that was interrupted goes on.")
    private @Nullable String runId;

    @Option(names = "--overwrite", description = "Replace an output that exists.")
    private boolean overwrite;

    @Option(
            names = "--accept-code-change",
            description = "Go on with a run that was begun with other code; what is done stays as that code did it.")
    private boolean acceptCodeChange;

    @Option(
            names = "--s3",
            paramLabel = "DIR",
            description = "A folder of buckets for s3:// addresses: DIR/bucket/key.")
    private @Nullable Path s3;

    @Option(
            names = "--dead-letters",
            paramLabel = "N",
            description = "Records that may be refused before the run fails; default 0.")
    private long deadLetters;

    @Option(
            names = "--split-bytes",
            paramLabel = "N",
            description = "Input bytes of a map task; default: chosen from the total.")
    private @Nullable Long splitBytes;

    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    @Override
    public Integer call() {
        if (workers < 1) {
            throw new UsageException("Invalid --workers: " + workers + ", expected at least 1");
        }
        LocalRun.Mode mode = mode();
        if (work == null) {
            try (TemporaryWork temporary = TemporaryWork.in(TEMPORARY)) {
                return run(temporary.folder(), mode, run -> temporary.onStop(run::stop));
            }
        }
        return run(work.toAbsolutePath(), mode, run -> {});
    }

    private int run(Path workFolder, LocalRun.Mode mode, Consumer<LocalRun> begun) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Boolean.getBoolean(TERMINAL);
        BarDisplay bar = new BarDisplay();
        Consumer<StageProgress.Snapshot> display = terminal ? bar : new PlainDisplay(err);
        StageProgress progress = new StageProgress(display);
        LocalRun.Settings settings = new LocalRun.Settings(
                Path.of("").toAbsolutePath(),
                workFolder,
                s3 == null ? null : s3.toAbsolutePath(),
                workers,
                mode,
                TEMPORARY,
                new LocalRun.Watch(progress, new ColdStarts(mode == LocalRun.Mode.PROCESS ? err : null)),
                UnaryOperator.identity());
        String id = runId == null ? newRunId() : runId;
        LocalRun local = new LocalRun(CatalogGraphs.ofClassPath(), settings);
        PlanRequest request;
        LocalRun.Result result;
        ExitGuard guard = new ExitGuard(err);
        try {
            begun.accept(local);
            request = request(id);
            result = local.execute(request);
        } catch (AnabranchException refused) {
            // Refused before anything ran: the pipeline's name, its parameters, its graph.
            throw new UsageException(refused.problem(), refused);
        } finally {
            guard.close();
            bar.close();
        }
        if (!result.outcome().committed()) {
            err.println("anabranch: " + result.outcome().problem());
            if (verbose) {
                err.println(
                        result.trace().isEmpty()
                                ? result.outcome().error() + ": "
                                        + result.outcome().cause()
                                : result.trace().stripTrailing());
            }
            if (work == null) {
                giveUp(local, request, err);
            }
            tell(result.problems(), err);
            return 1;
        }
        tell(result.problems(), err);
        new Summary(result, progress, Path.of("")).print(out);
        return 0;
    }

    private static void tell(List<String> problems, PrintWriter err) {
        problems.forEach(problem -> err.println("anabranch: " + problem));
        err.flush();
    }

    /** Nobody can take a run up again whose work folder goes away. The run's own failure stays the one that counts. */
    private static void giveUp(LocalRun local, PlanRequest request, PrintWriter err) {
        try {
            local.giveUp(request);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            err.println("anabranch: what the run left in its outputs stays there: " + e.getMessage());
        }
    }

    /** @throws AnabranchException if an option is out of its range */
    private PlanRequest request(String id) {
        Options options = Options.NONE
                .withSplitBytes(splitBytes)
                .withDeadLetters(deadLetters == 0 ? null : deadLetters)
                .withMaxConcurrency(workers)
                .withOverwrite(overwrite ? true : null);
        options.limits();
        return new PlanRequest(pipeline.pipeline(), pipeline.params(), id, null, options)
                .acceptingCodeChange(acceptCodeChange);
    }

    private LocalRun.Mode mode() {
        return switch (lambda) {
            case "in-process" -> LocalRun.Mode.IN_PROCESS;
            case "process" -> LocalRun.Mode.PROCESS;
            default -> throw new UsageException("Invalid --lambda: '" + lambda + "', expected in-process or process");
        };
    }

    private String newRunId() {
        String name = pipeline.pipeline().substring(pipeline.pipeline().lastIndexOf('.') + 1);
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "-");
        return (safe.isEmpty() ? "run" : safe) + "-" + STAMP.format(Instant.now());
    }
}
