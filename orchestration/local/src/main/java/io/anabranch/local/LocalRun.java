package io.anabranch.local;

import io.anabranch.embedded.files.RealPaths;
import io.anabranch.embedded.lambda.InProcessExecutor;
import io.anabranch.embedded.lambda.LambdaExecutor;
import io.anabranch.embedded.lambda.ProcessExecutor;
import io.anabranch.embedded.lambda.Report;
import io.anabranch.handlers.Platform;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.commit.GiveUp;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.plan.Estimate;
import io.anabranch.runtime.plan.Planner;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.OutcomeStore;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.task.TaskSettings;
import io.anabranch.states.clock.RealScheduler;
import io.anabranch.states.clock.VirtualScheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One run of a pipeline on the files of this machine, through the state machine and the functions that deploy.
 *
 * <p>A run that was killed goes on where it was when it is started again with the same id and work folder.
 */
public final class LocalRun {
    /** That the first one is looked for among. */
    private static final int MOST_FAILURES = 100;

    private final Graphs graphs;
    private final Settings settings;
    private final boolean virtualTime;
    private volatile @Nullable S3Client storage;

    /** @param graphs the pipelines there are */
    public LocalRun(Graphs graphs, Settings settings) {
        this(graphs, settings, false);
    }

    private LocalRun(Graphs graphs, Settings settings, boolean virtualTime) {
        this.graphs = graphs;
        this.settings = settings;
        this.virtualTime = virtualTime;
    }

    /** The same, the state machine's waits between attempts jumped over. Its clock stands still while functions run. */
    public LocalRun withVirtualTime() {
        return new LocalRun(graphs, settings, true);
    }

    /** How the functions are run. */
    public enum Mode {
        /** On threads of this process. */
        IN_PROCESS,
        /** Each execution environment in a process of its own, with the memory and the timeout that its function has. */
        PROCESS
    }

    /**
     * Who hears of a run while it goes on.
     *
     * @param reports hears what the functions log
     */
    public record Watch(RunListener listener, Consumer<Report> reports) {
        /** Nobody. */
        public static final Watch NONE = new Watch(RunListener.NONE, report -> {});
    }

    /**
     * What a run is made with.
     *
     * @param base what relative paths are relative to
     * @param work folder of the run's own objects and its history
     * @param bucketRoot folder whose folders are the buckets of {@code s3://} addresses, or null: then such addresses are refused
     * @param workers tasks at once
     * @param temporary folder for spills
     * @param wrapS3 put around the S3 client, for faults and counts
     */
    public record Settings(
            Path base,
            Path work,
            @Nullable Path bucketRoot,
            int workers,
            Mode mode,
            Path temporary,
            Watch watch,
            UnaryOperator<S3Client> wrapS3) {
        /** In-process, without listeners. */
        public static Settings of(Path base, Path work, int workers) {
            return new Settings(
                    base,
                    work,
                    null,
                    workers,
                    Mode.IN_PROCESS,
                    Path.of(System.getProperty("java.io.tmpdir")),
                    Watch.NONE,
                    UnaryOperator.identity());
        }

        /** The same with a folder of buckets, or with none. */
        public Settings withBucketRoot(@Nullable Path folder) {
            return new Settings(base, work, folder, workers, mode, temporary, watch, wrapS3);
        }
    }

    /**
     * How a run ended.
     *
     * @param stages totals of the stages that ended
     * @param sources for each of them, what its records come from
     * @param trace the stack of the task that failed first, with its causes; empty if no task has failed
     * @param problems what went wrong besides, and changes nothing of how it ended
     * @param wallMillis time of the execution
     */
    public record Result(
            RunOutcome outcome,
            List<StageOutcome> stages,
            List<String> sources,
            String trace,
            List<String> problems,
            long wallMillis) {}

    /**
     * Runs to the end.
     *
     * @throws io.anabranch.error.AnabranchException if the request is refused before it starts
     */
    public Result execute(PlanRequest request) {
        LocalFiles files = files(request);
        RunRef run = RunRef.of(files.workAddress(), request.id());
        WritableFolders.require(files.outputs());
        WritableFolders.require(List.of(files.work()));
        long started = System.nanoTime();
        S3Client plain = files.s3();
        List<String> problems = new ArrayList<>();
        try {
            storage = plain;
            S3Client s3 = settings.wrapS3().apply(plain);
            RunOutcome outcome = run(request, files, s3, problems);
            long millis = (System.nanoTime() - started) / 1_000_000;
            // Not through the wrapped client: what came of the run is settled, and faults on purpose must not change
            // it.
            try {
                List<StageOutcome> stages = stages(plain, run);
                String trace = outcome.committed() ? "" : trace(plain, run, stages.size());
                return new Result(outcome, stages, sources(request, stages), trace, problems, millis);
            } catch (RuntimeException | LinkageError | OutOfMemoryError untold) {
                // Less is told of the run then; how it ended stays.
                return new Result(outcome, List.of(), List.of(), "", problems, millis);
            }
        } finally {
            close(plain, problems);
        }
    }

    /** Nothing that fails here changes how the run has ended, or hides why it could not begin. */
    private static void close(AutoCloseable used, List<String> problems) {
        try {
            used.close();
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            problems.add("Cannot clean up: " + e.getMessage());
        }
    }

    /** Ends what is under way, from another thread: nothing of it is written any more. */
    public void stop() {
        S3Client open = storage;
        if (open != null) {
            open.close();
        }
    }

    private RunOutcome run(PlanRequest request, LocalFiles files, S3Client s3, List<String> problems) {
        HistoryFile history = new HistoryFile(historyFile(request.id()));
        try {
            FailedTasks failed = new FailedTasks(
                    settings.watch().listener(),
                    new StepHistory(history, settings.watch().listener()));
            LocalCloud cloud = new LocalCloud(
                    s3,
                    executor(s3, files, failed),
                    settings.workers(),
                    environment(files),
                    failed,
                    settings.watch().reports(),
                    virtualTime ? new VirtualScheduler(Instant.now()) : RealScheduler.create());
            try {
                return explained(cloud.run(request), failed, problems);
            } finally {
                close(cloud, problems);
            }
        } finally {
            close(history, problems);
            String incomplete = history.problem();
            if (incomplete != null) {
                problems.add(incomplete);
            }
        }
    }

    /** Errors of Step Functions itself are never the first that went wrong, where a task has failed. */
    private static RunOutcome explained(RunOutcome outcome, FailedTasks failed, List<String> problems) {
        FailedTasks.Cause first = failed.cause().orElse(null);
        String error = outcome.error();
        if (error == null || !error.startsWith("States.")) {
            return outcome;
        }
        if (first == null) {
            failed.ended().ifPresent(problems::add);
            return outcome;
        }
        problems.add(outcome.problem());
        return new RunOutcome(outcome.executionArn(), null, first.error(), first.text());
    }

    /**
     * Estimates the run in AWS; runs and writes nothing.
     *
     * @throws io.anabranch.error.AnabranchException if the request is refused
     */
    public Estimate estimate(PlanRequest request) {
        LocalFiles files =
                new LocalFiles(settings.base(), settings.bucketRoot(), RealPaths.of(settings.work()), List.of());
        try (S3Client s3 = files.readOnly()) {
            Platform platform = Platform.ofThisJvm(s3);
            return new Planner(
                            platform.store(),
                            platform.parallel(),
                            graphs,
                            files.workAddress(),
                            files.places(),
                            platform.ids())
                    .estimate(request);
        }
    }

    /** Gives a run up that failed and that nobody can take up again, so that nothing of it is left in its outputs. */
    public void giveUp(PlanRequest request) {
        LocalFiles files = files(request);
        try (S3Client s3 = files.s3()) {
            new GiveUp(Platform.ofThisJvm(s3).store()).run(RunRef.of(files.workAddress(), request.id()));
        }
    }

    /** With the outputs that the pipeline's own graph names. */
    private LocalFiles files(PlanRequest request) {
        Locations places = new Locations(settings.base(), settings.bucketRoot());
        StageGraph graph = graphs.of(request.pipeline(), request.params(), Decisions.NONE);
        graph.reads().forEach(read -> read.input().locations().forEach(places::input));
        graph.writes().forEach(write -> places.output(write.output().location()));
        return new LocalFiles(
                settings.base(), settings.bucketRoot(), RealPaths.of(settings.work()), List.copyOf(places.outputs()));
    }

    private Path historyFile(String runId) {
        return settings.work().resolve("runs").resolve(runId).resolve("history.jsonl");
    }

    private LambdaExecutor executor(S3Client s3, LocalFiles files, RunListener listener) {
        if (settings.mode() == Mode.PROCESS) {
            try {
                return ProcessExecutor.builder().build();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot run functions in processes: " + e.getMessage(), e);
            }
        }
        TaskSettings tasks = TaskSettings.ofThisJvm(settings.workers(), settings.temporary());
        PipelineFunctions functions =
                new PipelineFunctions(platform(s3), graphs, files.functionSettings(), files.places(), tasks, listener);
        InProcessExecutor.Builder builder = InProcessExecutor.builder();
        for (Function function : Function.values()) {
            builder.handler(function.functionName(), () -> functions.handler(function));
        }
        return builder.build();
    }

    /** In virtual time nobody waits. */
    private Platform platform(S3Client s3) {
        return virtualTime ? Platform.ofThisMachine(s3, pause -> {}) : Platform.ofThisMachine(s3);
    }

    private Map<String, String> environment(LocalFiles files) {
        return settings.mode() == Mode.PROCESS
                ? Map.of(PipelineFunction.FILES, PipelineFunction.text(files))
                : Map.of();
    }

    /** As the graph calls them that came of the decisions taken on the way. */
    private List<String> sources(PlanRequest request, List<StageOutcome> stages) {
        if (stages.isEmpty()) {
            return List.of();
        }
        Decisions decisions = stages.get(stages.size() - 1).decisions();
        StageGraph graph = graphs.of(request.pipeline(), request.params(), decisions);
        return stages.stream()
                .map(stage -> graph.stages().get(stage.stage()).sourceNames())
                .toList();
    }

    private static String trace(S3Client s3, RunRef run, int stage) {
        ReceiptStore receipts =
                new ReceiptStore(new RunObjects(Platform.ofThisJvm(s3).store()), run);
        return receipts.failures(stage, MOST_FAILURES).stream()
                .max(Failure.BY_TIME)
                .map(Failure::trace)
                .orElse("");
    }

    private static List<StageOutcome> stages(S3Client s3, RunRef run) {
        OutcomeStore store =
                new OutcomeStore(new RunObjects(Platform.ofThisJvm(s3).store()), run);
        List<StageOutcome> stages = new ArrayList<>();
        Optional<StageOutcome> next = store.find(0);
        while (next.isPresent()) {
            stages.add(next.get());
            next = store.find(stages.size());
        }
        return stages;
    }
}
