package io.anabranch.runtime.barrier;

import io.anabranch.Input;
import io.anabranch.JoinStrategy;
import io.anabranch.Output;
import io.anabranch.format.Format;
import io.anabranch.format.Text;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.Counters;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.JoinPoint;
import io.anabranch.runtime.graph.MapStage;
import io.anabranch.runtime.graph.Node;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.RecordGroups;
import io.anabranch.runtime.graph.ReduceStage;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;
import io.anabranch.runtime.run.ChannelOutput;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.FlowCounts.PortCount;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.Port;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.Receipt.Timings;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.ReduceTask;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.SegmentsFile;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskOutput;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.shuffle.KeyRange;
import io.anabranch.runtime.shuffle.MergeReader;
import io.anabranch.runtime.shuffle.Segment;
import io.anabranch.runtime.shuffle.ShuffleOrder;
import io.anabranch.runtime.shuffle.SortBuffers;
import io.anabranch.runtime.shuffle.SortedShuffleWriter;
import io.anabranch.runtime.shuffle.Workspace;
import io.anabranch.runtime.storage.MultipartSink;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.TestS3;
import io.anabranch.runtime.task.TaskExecution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The smallest pipeline that has all parts: counts equal lines. Its tasks are written out by hand, so that planner, barrier and commit
 * can be tested without the task package.
 */
public final class LineCount implements TaskExecution {
    private static final Codec<Object> NO_CODEC = new Codec<>() {
        @Override
        public void write(Object value, BytesOut out) {
            throw new AssertionError("not used");
        }

        @Override
        public Object read(BytesIn in) {
            throw new AssertionError("not used");
        }
    };

    private final TestS3 s3;
    private final Path directory;
    private final String input;
    private final String output;

    public LineCount(TestS3 s3, Path directory, String input, String output) {
        this.s3 = s3;
        this.directory = directory;
        this.input = input;
        this.output = output;
    }

    /** Stage 0 reads lines and shuffles them, stage 1 counts each and writes. */
    @SuppressWarnings("unchecked")
    public StageGraph graph(Decisions decisions) {
        Format<Object> format = (Format<Object>) (Format<?>) Text.utf8Lines();
        ShuffleSink shuffle = new ShuffleSink("by line", 0, record -> record, NO_CODEC, null, null, null);
        WriteSink write = new WriteSink("write", 0, format, Output.of(output));
        ReadSource read = new ReadSource(0, "lines", format, Input.of(input), false, List.<Node>of(shuffle));
        RecordGroups groups =
                new RecordGroups("count", 0, NO_CODEC, NO_CODEC, false, (key, values, out) -> {}, List.<Node>of(write));
        JoinPoint none = new JoinPoint(0, "none", 0, JoinStrategy.REPARTITION, 0);
        return new StageGraph(
                List.of(new MapStage(0, List.of(read), List.of()), new ReduceStage(1, groups, false, List.of())),
                List.of(new Channel(0, "count", Channel.Mode.HASH, Channel.Contents.RECORDS, 0)),
                List.of(none),
                List.of(write),
                List.of(),
                "fingerprint",
                Counters.NONE);
    }

    @Override
    public Receipt run(Task task, String attempt) {
        ReceiptStore receipts = new ReceiptStore(new RunObjects(s3.store()), task.run());
        Optional<Receipt> earlier = receipts.find(task.id());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        return receipts.create(task instanceof MapTask map ? map(map, attempt) : reduce((ReduceTask) task, attempt));
    }

    private Receipt map(MapTask task, String attempt) {
        long[] read = {0};
        S3Uri target = new RunKeys(task.run()).shuffle(task.id(), attempt, 0);
        Workspace workspace = new Workspace(s3.store(), TestS3.inOrder(), directory, 8 << 20, new SortBuffers());
        try (SortedShuffleWriter writer = new SortedShuffleWriter(ShuffleOrder.HASH, workspace, target)) {
            for (TaskSplit split : task.splits()) {
                Formats.of(Text.utf8Lines())
                        .reader(new SplitInputs(s3.store()), split.split(), SplitFacts.NONE, BadRecordPolicy.FAIL)
                        .forEach(line -> {
                            read[0]++;
                            BytesOut out = writer.begin();
                            byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
                            out.write(bytes, 0, bytes.length);
                            writer.endKey();
                            writer.endExtra();
                            writer.end();
                        });
            }
            List<ChannelOutput> channels = writer.finish().stream()
                    .map(packed -> ChannelOutput.of(0, packed))
                    .toList();
            FlowCounts flow = new FlowCounts(
                    List.of(new PortCount(Port.READ, 0, read[0])),
                    0,
                    0,
                    0,
                    0,
                    List.of(new PortCount(Port.CHANNEL, 0, read[0])));
            return receipt(task, attempt, flow, channels, List.of());
        }
    }

    private String token(ReduceTask task) {
        return new PlanStore(new RunObjects(s3.store()), task.run()).plan().token();
    }

    private Receipt reduce(ReduceTask task, String attempt) {
        List<Segment> segments = SegmentsFile.read(new RunObjects(s3.store()), task.segments());
        KeyRange range = KeyRange.ofHex(task.from(), task.to());
        long groups = 0;
        long records = 0;
        MultipartSink sink = new MultipartSink(
                s3.store(), new OutputKeys(S3Uri.parse(output)).part(task.part(), token(task), "txt"));
        if (!segments.isEmpty()) {
            Workspace workspace = new Workspace(s3.store(), TestS3.inOrder(), directory, 8 << 20, new SortBuffers());
            try (MergeReader reader = MergeReader.open(ShuffleOrder.HASH, workspace, segments, range)) {
                while (reader.nextGroup()) {
                    BytesIn key = reader.key();
                    String line = new String(key.readBytes(key.remaining()), StandardCharsets.UTF_8);
                    long count = 0;
                    while (reader.nextRecord()) {
                        count++;
                    }
                    groups++;
                    records += count;
                    byte[] text = (line + " " + count + "\n").getBytes(StandardCharsets.UTF_8);
                    sink.write(text, 0, text.length);
                }
            }
        }
        FlowCounts flow = new FlowCounts(
                List.of(new PortCount(Port.CHANNEL, 0, records)),
                0,
                0,
                0,
                records - groups,
                List.of(new PortCount(Port.WRITE, 0, groups)));
        long written = groups;
        List<PartFile> parts = sink.finish().stream()
                .map(upload -> new PartFile(0, upload, written))
                .toList();
        return receipt(task, attempt, flow, List.of(), parts);
    }

    private static Receipt receipt(
            Task task, String attempt, FlowCounts flow, List<ChannelOutput> channels, List<PartFile> parts) {
        TreeMap<String, Long> counters = new TreeMap<>();
        counters.put("tasks of stage " + task.stage(), 1L);
        return new Receipt(
                task.id(),
                attempt,
                "fingerprint",
                flow,
                task instanceof MapTask map ? new SplitsRead(map.splitBytes(), List.of()) : SplitsRead.NONE,
                new TaskOutput(channels, parts, List.of(), counters),
                new Timings(1_000, 10, 5, 0));
    }
}
