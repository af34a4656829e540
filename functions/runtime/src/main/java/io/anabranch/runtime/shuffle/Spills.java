package io.anabranch.runtime.shuffle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorted runs on local disk, in the order in which they were made, and their merge. More runs than fit at once are first merged
 * into fewer, neighbours with neighbours, so that their order still breaks ties.
 */
final class Spills implements AutoCloseable {
    /** Heap of an open run: a raw and a stored block. */
    private static final long RUN_BYTES = 2L * BlockWriter.BLOCK_BYTES;

    /** More gain nothing: the tree gets deeper and the reads smaller. */
    private static final int MAX_FAN_IN = 256;

    /** Fewer would write everything many times over, to save little. */
    private static final int MIN_FAN_IN = 8;

    private final ShuffleOrder order;
    private final Path directory;
    private final int fanIn;
    private final int blockBytes;
    private final boolean compresses;
    private final Decompressor decompressor = new Decompressor();
    private final List<Run> runs = new ArrayList<>();
    private long spilledBytes;

    /** A sorted run that is not open for reading yet. */
    record Run(BlockSource source, int tag, KeyRange range) {}

    /** Writes the records of a run, in their order. */
    interface RunBody {
        void writeTo(BlockWriter writer);
    }

    Spills(ShuffleOrder order, Workspace workspace) {
        this.order = order;
        this.directory = workspace.directory();
        this.fanIn = fanIn(workspace.memoryBudgetBytes());
        this.blockBytes = blockBytes(workspace.memoryBudgetBytes());
        this.compresses = workspace.compresses();
    }

    static int fanIn(long memoryBudgetBytes) {
        return (int) Math.max(MIN_FAN_IN, Math.min(MAX_FAN_IN, memoryBudgetBytes / 2 / RUN_BYTES));
    }

    static int blockBytes(long memoryBudgetBytes) {
        return (int) Math.max(4 << 10, Math.min(BlockWriter.BLOCK_BYTES, memoryBudgetBytes / 16));
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    long spilledBytes() {
        return spilledBytes;
    }

    /** Adds a run that exists, behind the others. */
    void add(BlockSource source, int tag, KeyRange range) {
        runs.add(new Run(source, tag, range));
    }

    /** Writes a run to disk, behind the others. */
    void spill(RunBody body) {
        runs.add(new Run(write(body), 0, KeyRange.ALL));
    }

    /** All runs as one. The runs belong to the merge then. */
    Merge merge() {
        while (runs.size() > fanIn && mergeSome()) {
            // once more
        }
        Merge merge = open(runs);
        runs.clear();
        return merge;
    }

    /**
     * Merges neighbours of one tag; just enough of them, so that the last merge is full and little is written twice. False when no
     * two runs are of one tag: then they are merged at once, since tags are few.
     */
    private boolean mergeSome() {
        boolean merged = false;
        int excess = runs.size() - fanIn;
        for (int i = 0; i < runs.size() && excess > 0; i++) {
            int end = i + 1;
            int most = Math.min(runs.size(), i + Math.min(fanIn, excess + 1));
            while (end < most && runs.get(end).tag() == runs.get(i).tag()) {
                end++;
            }
            if (end - i > 1) {
                mergeNeighbours(i, end);
                excess -= end - i - 1;
                merged = true;
            }
        }
        return merged;
    }

    private void mergeNeighbours(int from, int to) {
        List<Run> some = runs.subList(from, to);
        int tag = some.get(0).tag();
        BlockSource merged;
        try (Merge merge = open(some)) {
            merged = write(writer -> {
                for (BlockCursor run = merge.winner(); run != null; run = merge.winner()) {
                    writer.append(run.record);
                    merge.advance();
                }
            });
        }
        some.clear();
        runs.add(from, new Run(merged, tag, KeyRange.ALL));
    }

    private Merge open(List<Run> some) {
        List<BlockCursor> cursors = new ArrayList<>();
        for (Run run : some) {
            cursors.add(new BlockCursor(run.source(), order, run.tag(), run.range(), decompressor));
        }
        return new Merge(order, cursors);
    }

    private BlockSource write(RunBody body) {
        FileSink sink = new FileSink(directory, "spill-", blockBytes);
        boolean written = false;
        try (BlockWriter writer = new BlockWriter(sink, sink.file().toString(), order, blockBytes, compresses, null)) {
            body.writeTo(writer);
            writer.flush();
            sink.close();
            written = true;
        } finally {
            if (!written) {
                sink.discard();
            }
        }
        spilledBytes += sink.position();
        return new FileSource(sink.file(), sink.file().toString(), 0);
    }

    @Override
    public void close() {
        for (Run run : runs) {
            run.source().close();
        }
        runs.clear();
        decompressor.close();
    }
}
