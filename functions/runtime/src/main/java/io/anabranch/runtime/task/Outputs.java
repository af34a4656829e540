package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.JoinStrategy;
import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.graph.ShuffleSink;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;
import io.anabranch.runtime.run.ChannelOutput;
import io.anabranch.runtime.run.FlowCounts.PortCount;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.Port;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.shuffle.CombiningShuffleWriter;
import io.anabranch.runtime.shuffle.ShuffleOrder;
import io.anabranch.runtime.shuffle.SortedShuffleWriter;
import io.anabranch.runtime.shuffle.Workspace;
import io.anabranch.runtime.storage.MultipartSink;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that an attempt writes: one writer per channel and one per write, whichever links share it. Nothing of it counts before there
 * is a receipt; what has been uploaded is removed by {@link #abandon()}.
 */
final class Outputs implements Revocable, AutoCloseable {
    private final ObjectStore store;
    private final StageGraph graph;
    private final Plan plan;
    private final Task task;
    private final String attempt;
    private final Workspace workspace;
    private final boolean mayRefuse;
    private final Map<Integer, CombiningShuffleWriter<Held>> combining = new TreeMap<>();
    private final Map<Integer, HeldAccumulators> accumulators = new TreeMap<>();
    private final Map<Integer, HeldGroups> groups = new TreeMap<>();
    private final Map<Integer, SortedShuffleWriter> sorting = new TreeMap<>();
    private final Map<Integer, OpenPart> parts = new TreeMap<>();
    private final List<Revocable> revocable = new ArrayList<>();
    private final List<PortCount> written = new ArrayList<>();
    private final List<ChannelOutput> channels = new ArrayList<>();
    private final List<PartFile> finishedParts = new ArrayList<>();

    /**
     * @param workspace with the memory that one shuffle writer may use
     * @param mayRefuse whether records may be refused, and what they have written be taken back
     */
    Outputs(
            ObjectStore store,
            StageGraph graph,
            Plan plan,
            Task task,
            String attempt,
            Workspace workspace,
            boolean mayRefuse) {
        this.store = store;
        this.plan = plan;
        this.graph = graph;
        this.task = task;
        this.attempt = attempt;
        this.workspace = workspace;
        this.mayRefuse = mayRefuse;
    }

    /** A part file that is being written. */
    private record OpenPart(MultipartSink sink, RecordWriter<Object> writer) {}

    /**
     * @param place where the records come from
     * @param one whether no record may wait for another
     */
    Emitter<Object> combine(CombineSink sink, UserCode code, RecordOffset place, boolean one) {
        int channel = sink.channel();
        HeldAccumulators held =
                accumulators.computeIfAbsent(channel, id -> new HeldAccumulators(code, sink.aggregation()));
        CombiningShuffleWriter<Held> writer = combining.computeIfAbsent(
                channel, id -> new CombiningShuffleWriter<>(order(id), held, workspace(id), target(id)));
        if (!mayRefuse) {
            return new Combining(sink, code, held, writer, place, one);
        }
        HeldGroups back = groups.computeIfAbsent(channel, id -> revocable(new HeldGroups(held, writer)));
        return new SinkLinks.Holding(sink, code, held, back);
    }

    Emitter<Object> shuffle(ShuffleSink sink, UserCode code) {
        SortedShuffleWriter writer = sorting.computeIfAbsent(sink.channel(), id -> {
            SortedShuffleWriter opened = new SortedShuffleWriter(order(id), workspace(id), target(id));
            revocable(new Revocable() {
                @Override
                public void mark() {
                    opened.mark();
                }

                @Override
                public boolean reset() {
                    return opened.reset();
                }
            });
            return opened;
        });
        return new SinkLinks.Shuffling(sink, code, writer);
    }

    Emitter<Object> write(WriteSink sink, UserCode code) {
        RecordWriter<Object> writer =
                parts.computeIfAbsent(sink.index(), index -> open(sink)).writer();
        return new SinkLinks.Writing(code, writer);
    }

    private OpenPart open(WriteSink sink) {
        RecordFormat<Object> format = Formats.of(sink.format());
        S3Uri uri = new OutputKeys(plan.writes().get(sink.index()).uri())
                .part(task.part(), plan.token(), format.extension());
        MultipartSink upload = new MultipartSink(store, uri);
        RecordWriter<Object> writer = format.writer(upload);
        revocable(new Revocable() {
            @Override
            public void mark() {
                writer.mark();
            }

            @Override
            public boolean reset() {
                return writer.reset();
            }
        });
        return new OpenPart(upload, writer);
    }

    private <R extends Revocable> R revocable(R added) {
        revocable.add(added);
        return added;
    }

    /** If records may be refused: what was written stays, what follows can be taken back. */
    @Override
    public void mark() {
        for (int i = 0; i < revocable.size(); i++) {
            revocable.get(i).mark();
        }
    }

    @Override
    public boolean reset() {
        boolean all = true;
        for (int i = 0; i < revocable.size(); i++) {
            all &= revocable.get(i).reset();
        }
        return all;
    }

    /** Ends every writer. Records that combining took together are added to {@code tally}. */
    void finish(Tally tally) {
        combining.forEach((channel, writer) -> {
            long calls = writer.calls();
            long records = add(channel, writer.finish().map(packed -> ChannelOutput.of(channel, packed)));
            tally.combined += calls - records;
        });
        sorting.forEach((channel, writer) -> {
            long taken = writer.records();
            long records = add(channel, writer.finish().map(packed -> ChannelOutput.of(channel, packed)));
            if (records != taken) {
                throw new BugException(
                        "Cannot trust the shuffle: channel " + channel + " took " + taken + " records and wrote "
                                + records,
                        Where.UNKNOWN);
            }
        });
        parts.forEach((index, part) -> {
            part.writer().finish();
            long records = part.writer().records();
            Optional<MultipartUpload> upload = part.sink().finish();
            upload.ifPresent(done -> finishedParts.add(new PartFile(index, done, records)));
            written.add(new PortCount(Port.WRITE, index, records));
        });
    }

    private long add(int channel, Optional<ChannelOutput> output) {
        output.ifPresent(channels::add);
        long records = output.map(ChannelOutput::records).orElse(0L);
        written.add(new PortCount(Port.CHANNEL, channel, records));
        return records;
    }

    List<PortCount> written() {
        return written;
    }

    List<ChannelOutput> channels() {
        return channels;
    }

    List<PartFile> parts() {
        return finishedParts;
    }

    long spilledBytes() {
        long bytes = 0;
        for (CombiningShuffleWriter<Held> writer : combining.values()) {
            bytes += writer.spilledBytes();
        }
        for (SortedShuffleWriter writer : sorting.values()) {
            bytes += writer.spilledBytes();
        }
        return bytes;
    }

    /** Removes what was uploaded: this attempt failed, lost or does not count. */
    void abandon() {
        for (OpenPart part : parts.values()) {
            part.sink().abort();
        }
        for (ChannelOutput output : channels) {
            store.delete(output.object().uri());
        }
    }

    @Override
    public void close() {
        combining.values().forEach(CombiningShuffleWriter::close);
        sorting.values().forEach(SortedShuffleWriter::close);
        parts.values().forEach(part -> {
            part.writer().close();
            part.sink().close();
        });
    }

    private ShuffleOrder order(int channel) {
        return order(graph.channels().get(channel));
    }

    static ShuffleOrder order(Channel channel) {
        return switch (channel.mode()) {
            case HASH -> ShuffleOrder.HASH;
            case ORDERED -> ShuffleOrder.ORDERED;
        };
    }

    /** A join that is open is decided by the compressed size of its right side, wherever that is stored. */
    private Workspace workspace(int channel) {
        boolean decides = graph.joins().stream()
                .anyMatch(join -> join.rightChannel() == channel && join.strategy() == JoinStrategy.AUTO);
        return decides ? workspace.compressing() : workspace;
    }

    private S3Uri target(int channel) {
        return new RunKeys(task.run()).shuffle(task.id(), attempt, channel);
    }
}
