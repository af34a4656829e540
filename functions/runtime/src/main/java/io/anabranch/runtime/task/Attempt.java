package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.error.BugException;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.ChannelSource;
import io.anabranch.runtime.graph.JoinProbe;
import io.anabranch.runtime.graph.MapStage;
import io.anabranch.runtime.graph.Reached;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.ReduceStage;
import io.anabranch.runtime.graph.SideValue;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.FlowCounts.PortCount;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.Port;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.Receipt.Timings;
import io.anabranch.runtime.run.ReduceTask;
import io.anabranch.runtime.run.SegmentsFile;
import io.anabranch.runtime.run.SideChannel;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskOutput;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.shuffle.KeyRange;
import io.anabranch.runtime.shuffle.MergeReader;
import io.anabranch.runtime.shuffle.Segment;
import io.anabranch.runtime.shuffle.Workspace;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One attempt at one task, on one thread. */
final class Attempt implements AutoCloseable {
    private final Bench bench;
    private final StageGraph graph;
    private final Plan plan;
    private final Task task;
    private final String attempt;
    private final TaskSettings settings;
    private final Stage stage;
    private final Tally tally = new Tally();
    private final Passage passage = new Passage();
    private final RecordOffset place = new RecordOffset();
    private final Workspace workspace;
    private final Outputs outputs;
    private final DeadLetterBox deadLetters;
    private final List<PortCount> read = new ArrayList<>();

    /** Records of the channels that were read whole, by channel. */
    private final Map<Integer, Long> sides = new TreeMap<>();

    private final long startedMillis;
    private final long startedCpuNanos;

    Attempt(Bench bench, StageGraph graph, Plan plan, Task task, String attempt, TaskSettings settings) {
        this.bench = bench;
        this.graph = graph;
        this.plan = plan;
        this.task = task;
        this.attempt = attempt;
        this.settings = settings;
        this.startedMillis = bench.clock().millis();
        this.startedCpuNanos = bench.cpuNanos().getAsLong();
        this.stage = graph.stages().get(task.stage());
        // Writers and a merge share the budget equally: none is known to need less.
        long share = settings.memoryBytes() / Math.max(1, sharers());
        this.workspace = new Workspace(
                bench.store(),
                bench.parallel(),
                settings.directory(),
                Math.max(Workspace.MIN_MEMORY_BYTES, share),
                bench.buffers());
        this.outputs = new Outputs(bench.store(), graph, plan, task, attempt, workspace, mayRefuse());
        this.deadLetters = new DeadLetterBox(
                bench.store(), deadLetterTarget(), plan.limits().deadLetters());
    }

    /** Only a record of the input can be refused; what has been shuffled is the sum of many. */
    private boolean mayRefuse() {
        return !stage.reads().isEmpty() && plan.limits().deadLetters() > 0;
    }

    private int sharers() {
        int channelsWritten = Reached.by(stage).channels().size();
        return channelsWritten + (stage.reads().isEmpty() ? 1 : 0);
    }

    private S3Uri deadLetterTarget() {
        return new OutputKeys(plan.writes().get(0).uri()).deadLetters(plan.token(), task.stage(), task.number());
    }

    /**
     * Reads, computes and writes; what was written waits for the receipt.
     *
     * @throws io.anabranch.error.AnabranchException when the attempt failed; what it uploaded has been removed
     */
    Receipt run() {
        try {
            loadSides();
            Chain chain = new Chain(outputs, tally, graph.counters(), passage, place, mayRefuse(), this::table);
            if (task instanceof MapTask map && stage instanceof MapStage) {
                return readObjects(map, chain);
            }
            if (task instanceof ReduceTask reduce && stage instanceof ReduceStage channels) {
                return readChannels(reduce, channels, chain);
            }
            throw new BugException("Cannot run the task: its stage is of another kind", Where.UNKNOWN);
        } catch (RefusedRecord refused) {
            abandonAfter(refused.failure());
            throw refused.failure();
        } catch (OutOfMemoryError e) {
            abandonAfter(e);
            throw outOfMemory(e);
        } catch (RuntimeException | Error e) {
            abandonAfter(e);
            throw e;
        }
    }

    /** The same error, for it decides what comes next: the state machine gives the task more memory, and Lambda ends the process. */
    private OutOfMemoryError outOfMemory(OutOfMemoryError cause) {
        String step = passage.outOfMemoryStep();
        OutOfMemoryError error =
                new OutOfMemoryError("Cannot run " + (step == null ? "the task" : "step '" + step + "'")
                        + ": out of memory, " + cause.getMessage()
                        + ". Keep less in memory in your functions, or give the function more"
                        + Where.task(task.stage(), task.number(), attempt).suffix());
        error.initCause(cause);
        return error;
    }

    private Receipt readObjects(MapTask map, Chain chain) {
        Map<Integer, Branch> branches = new TreeMap<>();
        for (ReadSource source : stage.reads()) {
            branches.put(source.read(), new Branch(source, chain.of(source.next())));
        }
        ObjectSources driver = new ObjectSources(
                new SplitInputs(bench.store()),
                deadLetters,
                tally,
                place,
                chain,
                mayRefuse() ? new Undo(outputs, tally, graph.counters()) : null);
        for (TaskSplit split : map.splits()) {
            Branch branch = branches.get(split.read());
            if (branch == null) {
                throw new BugException("Cannot run the task: its stage has no read " + split.read(), Where.UNKNOWN);
            }
            driver.drive(split, branch.source(), plan.facts(split), branch.chain());
        }
        driver.recordsByRead().forEach((index, records) -> read.add(new PortCount(Port.READ, index, records)));
        if (driver.isAbandoned()) {
            return abandoned(driver);
        }
        return receipt(driver);
    }

    /** A read of the stage and where its records go. */
    private record Branch(ReadSource source, Emitter<Object> chain) {}

    private Receipt readChannels(ReduceTask reduce, ReduceStage channels, Chain chain) {
        ChannelSource source = channels.source();
        List<Segment> segments = SegmentsFile.read(bench.objects(), reduce.segments());
        Channel channel = graph.channels().get(source.channels().get(0));
        KeyRange range = KeyRange.ofHex(reduce.from(), reduce.to());
        try (MergeReader reader = MergeReader.open(Outputs.order(channel), workspace, segments, range)) {
            Emitter<Object> next = chain.of(source.next());
            if (channels.repeats()) {
                next = chain.counting(true, next);
            }
            ChannelSources driver = new ChannelSources(reader, range.isAll(), tally, passage, next);
            graph.counters().pause(channels.repeats());
            driver.drive(source);
            chain.flush();
            for (int tag = 0; tag < source.channels().size(); tag++) {
                read.add(new PortCount(Port.CHANNEL, source.channels().get(tag), driver.records(source, tag)));
            }
        }
        return receipt(null);
    }

    private void loadSides() {
        for (SideValue side : graph.sides()) {
            for (SideChannel input : task.context().sides()) {
                if (input.channel() == side.channel()) {
                    Channel channel = graph.channels().get(side.channel());
                    UserCode code = new UserCode(side.name(), passage);
                    side.load(() -> passage.carrying(() -> view(side, channel, input, code)));
                }
            }
        }
    }

    /** Each task makes its own: what a key function counts would count in each. */
    private Object view(SideValue side, Channel channel, SideChannel input, UserCode code) {
        List<Object> records = bench.tables().records(channel, input.segments(), code, side.codec(), workspace);
        sides.put(input.channel(), (long) records.size());
        boolean paused = graph.counters().pause(false);
        SortedMap<String, Long> before = graph.counters().totals();
        Object view = code.view(side.view(), records);
        if (!graph.counters().totals().equals(before)) {
            throw new CodeException(
                    "Cannot count in the key function of a side input, in step '" + side.name()
                            + "': each task that uses it calls it again. Count in a step before it",
                    Where.UNKNOWN);
        }
        graph.counters().pause(paused);
        return view;
    }

    private BroadcastTable table(JoinProbe join) {
        for (SideChannel input : task.context().sides()) {
            if (input.channel() == join.channel()) {
                BroadcastTable table = bench.tables()
                        .table(join, graph.channels().get(join.channel()), input.segments(), settings, workspace);
                sides.put(input.channel(), table.records());
                return table;
            }
        }
        throw new BugException(
                "Cannot run the task: it was not told where the right side of '" + join.name() + "' is", Where.UNKNOWN);
    }

    private Receipt receipt(@Nullable ObjectSources objectSources) {
        passage.settle();
        outputs.finish(tally);
        List<PartFile> letters = deadLetters.finish().stream()
                .map(upload -> new PartFile(0, upload, deadLetters.count()))
                .toList();
        sides.forEach((channel, records) -> read.add(new PortCount(Port.SIDE, channel, records)));
        FlowCounts flow = new FlowCounts(
                read, tally.expanded, deadLetters.count(), tally.filtered, tally.combined, outputs.written());
        if (!flow.balanced()) {
            throw new BugException(
                    "Cannot trust the task: its records do not balance, " + flow.equation(), Where.UNKNOWN);
        }
        TaskOutput output = new TaskOutput(
                outputs.channels(), outputs.parts(), letters, graph.counters().totals());
        return receipt(flow, objectSources == null ? SplitsRead.NONE : objectSources.splits(), output);
    }

    /** A reader gave up a split: the task will be planned again, and nothing that this one wrote is wanted. */
    private Receipt abandoned(ObjectSources driver) {
        abandon();
        return receipt(FlowCounts.NONE, driver.splits(), TaskOutput.NONE);
    }

    private Receipt receipt(FlowCounts flow, SplitsRead splits, TaskOutput output) {
        return new Receipt(task.id(), attempt, graph.fingerprint(), flow, splits, output, timings());
    }

    private Timings timings() {
        return new Timings(
                startedMillis,
                Math.max(0, bench.clock().millis() - startedMillis),
                (bench.cpuNanos().getAsLong() - startedCpuNanos) / 1_000_000,
                outputs.spilledBytes());
    }

    /** Removes all that this attempt has uploaded. */
    void abandon() {
        outputs.abandon();
        deadLetters.abandon();
    }

    private void abandonAfter(Throwable failure) {
        try {
            abandon();
        } catch (RuntimeException | OutOfMemoryError left) {
            // A lifecycle rule removes what could not be removed here. Where memory has run out the JVM throws one
            // error many times.
            if (left != failure) {
                failure.addSuppressed(left);
            }
        }
    }

    @Override
    public void close() {
        outputs.close();
        deadLetters.close();
    }
}
