package io.anabranch.benchmarks.loops;

import io.anabranch.Utf8;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.InputObject;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.ObjectRef;
import java.time.Instant;
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
import org.openjdk.jmh.infra.Blackhole;

/** Finding records and making them: nanoseconds for a record of some 100 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Memory.RECORDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadBenchmark {
    /** Looks at one column, so that finding records is nearly all there is. */
    record Country(Utf8 country) {}

    record Numbers(long bytes, double latencyMs, int status) {}

    record Time(Instant eventTime) {}

    record Event(
            Instant eventTime,
            String userId,
            String country,
            @Nullable String device,
            String url,
            long bytes,
            double latencyMs,
            int status) {}

    @Param({
        "csv-scan",
        "csv-scan-quoted",
        "csv-numbers",
        "csv-times",
        "csv-records",
        "json-records",
        "lines",
        "utf8-lines"
    })
    public String what = "csv-scan";

    private final Memory memory = new Memory();
    private @Nullable Source<?> source;

    private record Source<T>(RecordFormat<T> format, SplitInputs inputs, Split split, SplitFacts facts) {
        static <T> Source<T> of(Format<T> described, ObjectRef object, SplitInputs inputs) {
            RecordFormat<T> format = Formats.of(described);
            InputObject inspected =
                    format.inspect(List.of(object), inputs, Long.MAX_VALUE).get(0);
            return new Source<>(format, inputs, Split.whole(object), new SplitFacts(inspected.preamble(), null));
        }

        void read(Blackhole into) {
            try (RecordReader<T> reader = format.reader(inputs, split, facts, BadRecordPolicy.FAIL)) {
                reader.forEach(into::consume);
            }
        }
    }

    @Setup
    public void setUp() {
        boolean json = what.startsWith("json");
        ObjectRef object = memory.put("input", text(json, what.endsWith("quoted")));
        Format<?> format = switch (what) {
            case "csv-scan", "csv-scan-quoted" -> Csv.records(Country.class);
            case "csv-numbers" -> Csv.records(Numbers.class);
            case "csv-times" -> Csv.records(Time.class);
            case "csv-records" -> Csv.records(Event.class);
            case "json-records" -> Json.records(Event.class);
            case "lines" -> Text.lines();
            case "utf8-lines" -> Text.utf8Lines();
            default -> throw new IllegalArgumentException(what);
        };
        source = Source.of(format, object, new SplitInputs(memory.store()));
    }

    private static String text(boolean json, boolean quoted) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        if (!json) {
            text.append("event_time,user_id,country,device,url,bytes,latency_ms,status\n");
        }
        String form = json
                ? "{\"event_time\":\"%s\",\"user_id\":\"%s\",\"country\":\"%s\",\"device\":\"%s\",\"url\":\"%s\","
                        + "\"bytes\":%d,\"latency_ms\":%s,\"status\":%d}\n"
                : "%s,%s,%s,%s,%s,%d,%s,%d\n";
        String device = quoted ? "\"phone, old\"" : "phone";
        for (int i = 0; i < Memory.RECORDS; i++) {
            text.append(String.format(
                    form,
                    Instant.ofEpochMilli(1_767_225_600_000L + random.nextLong(15_000_000_000L)),
                    "u" + random.nextInt(1_000_000),
                    "C" + random.nextInt(30),
                    device,
                    "/section-" + random.nextInt(20) + "/page-" + random.nextInt(200_000) + ".html",
                    random.nextInt(100_000),
                    random.nextInt(2_000_000) / 1000.0,
                    200 + random.nextInt(300)));
        }
        return text.toString();
    }

    @Benchmark
    public void read(Blackhole into) {
        if (source == null) {
            throw new IllegalStateException("Not set up");
        }
        source.read(into);
    }
}
