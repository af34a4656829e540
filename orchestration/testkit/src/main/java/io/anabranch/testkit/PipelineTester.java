package io.anabranch.testkit;

import io.anabranch.Pipeline;
import io.anabranch.error.AnabranchException;
import io.anabranch.local.LocalRun;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.catalog.PipelineCatalog;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.testkit.disasters.UserPipeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs a pipeline as it will be deployed, on files in a temporary folder.
 *
 * <pre>{@code
 * try (var tester = PipelineTester.of(new WordCount())) {
 *     tester.file("in/a.txt", "to be or not to be");
 *     assertThat(tester.splitBytes(5).run(new WordCount.Params(Input.of("in/*.txt"), Output.of("out"))).rows("out"))
 *             .containsExactlyInAnyOrder("to,2", "be,2", "or,1", "not,1");
 * }
 * }</pre>
 *
 * <p>The state machine, the functions and their receipts are the real ones; only the waits between attempts are jumped over. The
 * pipeline is made from its class, as it is in a deployment, so it has to be public with a public constructor without parameters; it need
 * not be listed anywhere. Before each run it is defined twice, and a definition that comes out different fails the test.
 *
 * <p>For one thread.
 *
 * @param <P> the pipeline's parameters
 */
public final class PipelineTester<P extends Record> implements AutoCloseable {
    private final String pipeline;
    private final Graphs graphs;
    private final TestFolder folder = new TestFolder();
    private FaultPlan faults = FaultPlan.none();
    private TaskListener listener = new TaskListener() {};
    private Options options = Options.NONE;
    private int workers = 2;
    private int runs;

    private PipelineTester(Class<?> pipeline) {
        this.pipeline = pipeline.getName();
        // Its runs begin and end in this process, in which code stays what it is.
        this.graphs = new CatalogGraphs(new PipelineCatalog(pipeline.getClassLoader()), () -> "tested");
    }

    /** A tester of the pipeline's class. */
    @SuppressWarnings("unchecked")
    public static <P extends Record> PipelineTester<P> of(Pipeline<P> pipeline) {
        return of((Class<? extends Pipeline<P>>) pipeline.getClass());
    }

    /** A tester of a class of pipelines. */
    public static <P extends Record> PipelineTester<P> of(Class<? extends Pipeline<P>> pipeline) {
        return new PipelineTester<>(pipeline);
    }

    /**
     * Puts an input file into the folder.
     *
     * @param path relative, as the parameters will name it
     * @param text its content, in UTF-8
     */
    public PipelineTester<P> file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts an input file into the folder. */
    public PipelineTester<P> file(String path, byte[] content) {
        folder.write(path, content);
        return this;
    }

    /** Tasks at once; 2 unless said otherwise. */
    public PipelineTester<P> workers(int tasks) {
        this.workers = tasks;
        return this;
    }

    /** Input bytes of a map task: a few bytes make many tasks of a small input. */
    public PipelineTester<P> splitBytes(long bytes) {
        options = options.withSplitBytes(bytes);
        return this;
    }

    /** What opening one more object costs a task, in bytes; 0 packs many small objects into a task of {@link #splitBytes}. */
    public PipelineTester<P> objectCostBytes(long bytes) {
        options = options.withObjectCostBytes(bytes);
        return this;
    }

    /** Shuffled bytes of a reduce task: a few bytes make many of them. */
    public PipelineTester<P> reduceBytes(long bytes) {
        options = options.withReduceBytes(bytes);
        return this;
    }

    /** What a task's buffers may use, in bytes: little of it makes it spill. */
    public PipelineTester<P> memoryBytes(long bytes) {
        options = options.withMemoryBytes(bytes);
        return this;
    }

    /** The largest side of a join, in shuffled bytes, that is broadcast when the strategy is left open. */
    public PipelineTester<P> broadcastBytes(long bytes) {
        options = options.withBroadcastBytes(bytes);
        return this;
    }

    /** Records that may be refused before a run fails; 0 unless said otherwise. */
    public PipelineTester<P> deadLetters(long records) {
        options = options.withDeadLetters(records);
        return this;
    }

    /** Has runs replace an output that exists, instead of failing. */
    public PipelineTester<P> overwrite() {
        options = options.withOverwrite(true);
        return this;
    }

    /** Makes calls of S3 suffer, for all runs that follow. */
    public PipelineTester<P> faults(FaultPlan plan) {
        this.faults = plan;
        return this;
    }

    /** Hears how the tasks of runs get on, and may make them crash. */
    public PipelineTester<P> listener(TaskListener hears) {
        this.listener = hears;
        return this;
    }

    /** Runs the pipeline. @throws AssertionError if it fails, with the reason and what the stages did */
    public PipelineRun run(P params) {
        return succeeded(execute(ParameterTexts.of(params)));
    }

    /** Runs the pipeline with parameters as a command line gives them. @throws AssertionError if it fails */
    public PipelineRun run(Map<String, String> params) {
        return succeeded(execute(texts(params)));
    }

    /** Runs the pipeline, which has to fail. @throws AssertionError if it does not */
    public PipelineRun runExpectingFailure(P params) {
        return failed(execute(ParameterTexts.of(params)));
    }

    /** Runs the pipeline, which has to fail. @throws AssertionError if it does not */
    public PipelineRun runExpectingFailure(Map<String, String> params) {
        return failed(execute(texts(params)));
    }

    /** Runs the pipeline, however it ends. */
    public PipelineRun tryRun(P params) {
        return execute(ParameterTexts.of(params));
    }

    /**
     * Runs the pipeline through simulated disasters: lost replies, killed and doubled functions, rival runs into the same output, inputs
     * that are replaced, clocks that differ, and whatever else a seed has in store. Each time it has to answer as it does without them, or
     * fail and show nothing. Time is virtual, S3 is in memory, and the same seed does the same again.
     *
     * <p>It tries the files and the options of this tester, without its faults and listener. An input that is replaced becomes another file
     * of the same folder. A pipeline that answers differently each time shows here.
     *
     * @param seeds how many: 200 of a small pipeline take some seconds
     * @throws AssertionError if a seed ends in something else, told with as few disasters as it takes; or if the pipeline fails
     *     without any
     */
    public void disasters(P params, int seeds) {
        simulated(params).violation(seeds).ifPresent(told -> {
            throw new AssertionError(pipeline + " does not survive its disasters. " + told
                    + "\nCall disaster(params, seed) for the history of a seed");
        });
    }

    /**
     * Tries one seed of {@link #disasters} again.
     *
     * @throws AssertionError with all that happened, if it ends in what should not be
     */
    public void disaster(P params, long seed) {
        simulated(params).history(seed).ifPresent(told -> {
            throw new AssertionError(pipeline + " does not survive its disasters. " + told);
        });
    }

    private UserPipeline simulated(P params) {
        SortedMap<String, List<String>> texts = ParameterTexts.of(params, UserPipeline::input, UserPipeline::output);
        requirePure(texts);
        return new UserPipeline(pipeline, graphs, texts, options.withMaxConcurrency(workers), folder.files());
    }

    @Override
    public void close() {
        folder.close();
    }

    private PipelineRun execute(SortedMap<String, List<String>> params) {
        CommittedFiles files = new CommittedFiles(folder.data());
        try {
            requirePure(params);
            LocalRun.Result result =
                    new LocalRun(graphs, settings()).withVirtualTime().execute(request(params));
            return ended(files, result);
        } catch (AnabranchException refused) {
            return new PipelineRun(
                    files,
                    refused.getClass().getName(),
                    String.valueOf(refused.getMessage()),
                    "",
                    List.of(),
                    List.of());
        }
    }

    private static PipelineRun ended(CommittedFiles files, LocalRun.Result result) {
        List<String> outputs = result.outcome().summary() == null
                ? List.of()
                : result.outcome().summary().outputs().stream()
                        .map(output -> output.uri())
                        .toList();
        return new PipelineRun(
                files, result.outcome().error(), result.outcome().problem(), result.trace(), outputs, result.stages());
    }

    private void requirePure(SortedMap<String, List<String>> params) {
        String first = graphs.of(pipeline, params, Decisions.NONE).fingerprint();
        String second = graphs.of(pipeline, params, Decisions.NONE).fingerprint();
        if (!first.equals(second)) {
            throw new AssertionError("Cannot test " + pipeline
                    + ": define makes another graph each time. Let it depend on nothing but the parameters");
        }
    }

    private LocalRun.Settings settings() {
        return new LocalRun.Settings(
                folder.data(),
                folder.work(),
                null,
                workers,
                LocalRun.Mode.IN_PROCESS,
                folder.spills(),
                new LocalRun.Watch(new HeardTasks(listener), report -> {}),
                s3 -> new FaultyS3Client(s3, faults, folder.data()));
    }

    private PlanRequest request(SortedMap<String, List<String>> params) {
        return new PlanRequest(pipeline, params, "test-" + ++runs, null, options.withMaxConcurrency(workers));
    }

    private static SortedMap<String, List<String>> texts(Map<String, String> params) {
        SortedMap<String, List<String>> texts = new TreeMap<>();
        params.forEach((name, value) -> texts.put(name, List.of(value)));
        return texts;
    }

    private PipelineRun succeeded(PipelineRun run) {
        if (!run.committed()) {
            throw new AssertionError(
                    pipeline + " failed: " + run.error() + "\nstages that ended: " + run.stages() + "\n" + run.trace());
        }
        return run;
    }

    private PipelineRun failed(PipelineRun run) {
        if (run.committed()) {
            throw new AssertionError(pipeline + " did not fail; stages: " + run.stages());
        }
        return run;
    }
}
