package io.anabranch.runtime.task;

import io.anabranch.Flow;
import io.anabranch.Pipeline;
import io.anabranch.format.Format;
import io.anabranch.runtime.barrier.BarrierRunner;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.catalog.TestGraphs;
import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.commit.Committer;
import io.anabranch.runtime.flow.FlowGraph;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.SplitReading;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.plan.Planner;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a definition as the functions do, with the real planner, tasks, barriers and commit on S3 in memory, but one call after the other
 * and without a state machine. Inputs are {@code s3://in/…}, outputs {@code s3://out/…}.
 */
public final class TestRun {
    private static final S3Uri WORK = S3Uri.parse("s3://work/w");
    private static final Parallel PARALLEL = TestS3.inOrder();

    private final TestS3 s3 = new TestS3();
    private final List<Receipt> receipts = new ArrayList<>();
    private final Graphs graphs;
    private final Map<Decisions, StageGraph> built = new HashMap<>();
    private final TaskRunner tasks;
    private final Random random;
    private Options options = Options.NONE;
    private boolean shared;

    private record NoParams() {}

    /** @param seed decides the order of the tasks of a stage */
    public TestRun(Path directory, long seed, Consumer<Flow> definition) {
        Pipeline<NoParams> pipeline = (flow, params) -> definition.accept(flow);
        Function<Decisions, StageGraph> build =
                decisions -> FlowGraph.of(pipeline, new NoParams()).stages(decisions);
        this.graphs = new TestGraphs(
                (name, decisions) -> shared ? built.computeIfAbsent(decisions, build) : build.apply(decisions));
        this.tasks = new TaskRunner(
                s3.store(), PARALLEL, graphs, new TaskSettings(8 << 20, directory), Clock.systemUTC(), () -> 0);
        this.random = new Random(seed);
    }

    /**
     * @param splitBytes of the input that a task reads
     * @param broadcastBytes most that the right side of a join may have to be broadcast, if the join leaves it open
     */
    public TestRun options(long splitBytes, long broadcastBytes, long deadLetters) {
        options = Options.NONE
                .withSplitBytes(splitBytes)
                .withObjectCostBytes(1L)
                .withReduceBytes(400L)
                .withBroadcastBytes(broadcastBytes)
                .withDeadLetters(deadLetters)
                .withMaxConcurrency(1);
        return this;
    }

    /** Has all tasks use one graph, which saves most of the time of a large one; no counters then. */
    public TestRun sharingGraphs() {
        shared = true;
        return this;
    }

    public TestRun input(String uri, String text) {
        s3.store(uri, text);
        return this;
    }

    /** Stores records as an object; without records an empty one. */
    @SuppressWarnings("unchecked")
    public TestRun input(String uri, Format<?> format, List<?> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter<Object> writer = Formats.of((Format<Object>) format).writer(bytes)) {
            records.forEach(writer::write);
            writer.finish();
        }
        s3.store(uri, bytes.toByteArray());
        return this;
    }

    public TestS3 s3() {
        return s3;
    }

    /** Runs to the commit. */
    public CommitSummary run() {
        Step step = plan();
        while (step.kind() != StepKind.COMMIT) {
            List<Task> open = tasks(step);
            while (!open.isEmpty()) {
                receipts.add(run(open.remove(random.nextInt(open.size())), "a"));
            }
            step = new BarrierRunner(s3.store(), graphs, PARALLEL).next(step);
        }
        return new Committer(s3.store(), PARALLEL, Clock.systemUTC()).commit(step);
    }

    /** The receipts of all tasks, in the order in which they ended. */
    public List<Receipt> receipts() {
        return receipts;
    }

    Step plan() {
        return new Planner(s3.store(), PARALLEL, graphs, WORK, Places.IN_S3, () -> "id")
                .plan(new PlanRequest("test", new TreeMap<>(), "r", null, options));
    }

    List<Task> tasks(Step step) {
        return new ArrayList<>(new PlanStore(new RunObjects(s3.store()), step.run()).tasks(step.stage(), step.round()));
    }

    Receipt run(Task task, String attempt) {
        return tasks.run(task, attempt);
    }

    /** The records of an output, in the order of its parts. */
    public <T> List<T> records(Format<T> format, String uri) {
        List<T> records = new ArrayList<>();
        SplitReading reading = new SplitReading();
        for (String part : s3.uris(uri + "/part-")) {
            String name = part.substring(part.lastIndexOf('/') + 1);
            records.addAll(reading.whole(format, reading.put(name, s3.bytes(part))));
        }
        return records;
    }

    /** The lines of all parts of an output, header lines included, sorted. */
    List<String> lines(String uri) {
        return s3.uris(uri + "/part-").stream()
                .flatMap(part -> s3.text(part).lines())
                .sorted()
                .toList();
    }

    /** The lines of all dead letters of an output. */
    public List<String> deadLetters(String uri) {
        return s3.uris(uri + "/").stream()
                .filter(letter -> letter.contains("dead-letters"))
                .flatMap(letter -> s3.text(letter).lines())
                .toList();
    }
}
