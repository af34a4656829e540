package io.anabranch.benchmarks.loops;

import io.anabranch.format.Csv;
import io.anabranch.format.Json;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.registry.Formats;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing records of three components: nanoseconds for each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Memory.RECORDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WriteBenchmark {
    record Event(Instant eventTime, String url, double latencyMs) {}

    private final RecordFormat<Event> csv = Formats.of(Csv.records(Event.class));
    private final RecordFormat<Event> json = Formats.of(Json.records(Event.class));
    private final List<Event> events = events();

    private static List<Event> events() {
        SplittableRandom random = new SplittableRandom(1);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < Memory.RECORDS; i++) {
            events.add(new Event(
                    Instant.ofEpochMilli(1_767_225_600_000L + random.nextLong(15_000_000_000L)),
                    "/section-" + random.nextInt(20) + "/page-" + random.nextInt(200_000) + ".html",
                    random.nextInt(2_000_000) / 1000.0));
        }
        return events;
    }

    @Benchmark
    public long csv() {
        return write(csv);
    }

    @Benchmark
    public long json() {
        return write(json);
    }

    private long write(RecordFormat<Event> format) {
        try (RecordWriter<Event> writer = format.writer(OutputStream.nullOutputStream())) {
            for (Event event : events) {
                writer.write(event);
            }
            writer.finish();
            return writer.records();
        }
    }
}
