package io.anabranch.runtime.shuffle;

import io.anabranch.benchmarks.loops.Memory;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Hash table, sorter with block writer, and merge with block cursor: nanoseconds for a record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Memory.RECORDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ShuffleBenchmark {
    private static final S3Uri TARGET = new S3Uri("bucket", "packed");

    /** Different keys: few are looked up, as many as there are records are inserted. */
    @Param({"100", "50000"})
    public int keys = 100;

    @Param({"HASH", "ORDERED"})
    public ShuffleOrder order = ShuffleOrder.HASH;

    private final byte[][] records = new byte[Memory.RECORDS][];
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable Workspace workspace;

    /** A count, as the simplest accumulator there is. */
    private static final class Counts implements Accumulators<long[]> {
        private static final VarHandle LONG =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

        @Override
        public long[] create() {
            return new long[1];
        }

        @Override
        public void combine(long[] into, long[] other) {
            into[0] += other[0];
        }

        @Override
        public void encode(long[] accumulator, BytesOut out) {
            out.writeVarLong(accumulator[0]);
        }

        @Override
        public long[] decode(BytesIn in) {
            return new long[] {in.readVarLong()};
        }

        @Override
        public long estimatedBytes(long[] accumulator) {
            return 24;
        }

        @Override
        public int storedBytes() {
            return Long.BYTES;
        }

        @Override
        public void store(long[] accumulator, byte[] into, int at) {
            LONG.set(into, at, accumulator[0]);
        }

        @Override
        public void load(long[] accumulator, byte[] from, int at) {
            accumulator[0] = (long) LONG.get(from, at);
        }
    }

    @Setup
    public void setUp() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < records.length; i++) {
            int key = keys == records.length ? i * 7919 % keys : random.nextInt(keys);
            records[i] = ("/section-" + key % 20 + "/page-" + key).getBytes(StandardCharsets.UTF_8);
        }
        workspace = new Memory().workspace();
        for (int part = 0; part < 8; part++) {
            PackedObject written = write(part, 8, new S3Uri("bucket", "packed-" + part));
            segments.add(new Segment(
                    written.object(), written.index().offset(0), written.index().bytes(), 0));
        }
    }

    @Benchmark
    public PackedObject table() {
        try (CombiningShuffleWriter<long[]> writer =
                new CombiningShuffleWriter<>(order, new Counts(), workspace(), TARGET)) {
            for (byte[] key : records) {
                long[] count = writer.accumulatorFor(KeyHash.hash(key, 0, key.length), key, 0, key.length);
                count[0]++;
                writer.update(count);
            }
            return writer.finish().orElseThrow();
        }
    }

    @Benchmark
    public PackedObject sort() {
        return write(0, 1, TARGET);
    }

    @Benchmark
    public long merge() {
        long bytes = 0;
        try (MergeReader reader = MergeReader.open(order, workspace(), segments, KeyRange.ALL)) {
            while (reader.nextGroup()) {
                while (reader.nextRecord()) {
                    bytes += reader.value().remaining();
                }
            }
        }
        return bytes;
    }

    private PackedObject write(int first, int step, S3Uri target) {
        try (SortedShuffleWriter writer = new SortedShuffleWriter(order, workspace(), target)) {
            for (int i = first; i < records.length; i += step) {
                byte[] record = records[i];
                BytesOut out = writer.begin();
                out.write(record, 0, record.length);
                writer.endKey();
                out.writeLong(i);
                writer.end();
            }
            return writer.finish().orElseThrow();
        }
    }

    private Workspace workspace() {
        if (workspace == null) {
            throw new IllegalStateException("Not set up");
        }
        return workspace;
    }
}
