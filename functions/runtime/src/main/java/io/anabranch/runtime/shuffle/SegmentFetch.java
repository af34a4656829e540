package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.ObjectInput;
import io.anabranch.runtime.storage.Parallel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brings the segments of a reducer here, several at a time, each pinned to the version that its receipt names. What is near stays where
 * it is.
 */
final class SegmentFetch {
    /** Enough to hide the latency of GETs; more share the same bandwidth. */
    private static final int AT_ONCE = 4;

    private static final int CHUNK_BYTES = 64 << 10;

    private final Workspace workspace;
    private final Parallel parallel;

    SegmentFetch(Workspace workspace) {
        this.workspace = workspace;
        this.parallel = workspace.parallel().atMost(AT_ONCE);
    }

    /** One source per segment, in their order. */
    List<BlockSource> fetch(List<Segment> segments) {
        if (workspace.store().distance() == Distance.NEAR) {
            return segments.stream()
                    .map(segment -> (BlockSource) new InPlaceSource(workspace.store(), segment))
                    .toList();
        }
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.length();
        }
        boolean inMemory = sum <= workspace.memoryBudgetBytes() / 2;
        Queue<BlockSource> fetched = new ConcurrentLinkedQueue<>();
        boolean complete = false;
        try {
            List<BlockSource> sources = parallel.map(segments.size(), i -> {
                BlockSource source = fetch(segments.get(i), inMemory);
                fetched.add(source);
                return source;
            });
            complete = true;
            return sources;
        } finally {
            if (!complete) {
                // Files of other segments than the one that failed.
                fetched.forEach(BlockSource::close);
            }
        }
    }

    private BlockSource fetch(Segment segment, boolean inMemory) {
        String name = segment.object().uri().toString();
        if (inMemory) {
            byte[] bytes = new byte[Math.toIntExact(segment.length())];
            transfer(segment, new ArraySink(bytes));
            return new MemorySource(name, segment.offset(), bytes);
        }
        FileSink sink = new FileSink(workspace.directory(), "segment-", 16);
        boolean complete = false;
        try {
            transfer(segment, sink);
            sink.close();
            complete = true;
        } finally {
            if (!complete) {
                sink.discard();
            }
        }
        return new FileSource(sink.file(), name, segment.offset());
    }

    private void transfer(Segment segment, ByteSink sink) {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, segment.length())];
        try (ObjectInput body = workspace.store().openRange(segment.object(), segment.offset(), segment.length())) {
            for (int read = body.read(chunk, 0, chunk.length); read > 0; read = body.read(chunk, 0, chunk.length)) {
                sink.write(chunk, 0, read);
            }
        }
    }

    /** Fills an array. */
    private static final class ArraySink implements ByteSink {
        private final byte[] bytes;
        private int at;

        ArraySink(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            System.arraycopy(source, offset, bytes, at, length);
            at += length;
        }

        @Override
        public long position() {
            return at;
        }
    }
}
