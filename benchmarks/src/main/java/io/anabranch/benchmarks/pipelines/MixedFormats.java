package io.anabranch.benchmarks.pipelines;

import static io.anabranch.aggregate.Aggregates.count;
import static io.anabranch.aggregate.Aggregates.maxDouble;
import static io.anabranch.aggregate.Aggregates.meanDouble;
import static io.anabranch.aggregate.Aggregates.sumLong;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import io.anabranch.format.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Traffic by day and device, of events in two formats. */
public final class MixedFormats implements Pipeline<MixedFormats.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param json events as JSON lines
     * @param output where the days go
     */
    public record Params(Input input, Input json, Output output) {}

    record Event(Instant eventTime, String userId, @Nullable String device, String url, long bytes, double latencyMs) {}

    record Day(LocalDate day, @Nullable String device) {}

    record Traffic(
            LocalDate day, @Nullable String device, long hits, long bytes, double meanLatencyMs, double maxLatencyMs) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Event.class), params.input())
                .union(flow.read(Json.records(Event.class), params.json()))
                .filter(event -> !event.url().startsWith("/section-7/"))
                .groupBy(event -> new Day(LocalDate.ofInstant(event.eventTime(), ZoneOffset.UTC), event.device()))
                .aggregate(
                        count(),
                        sumLong(event -> event.bytes()),
                        meanDouble(event -> event.latencyMs()),
                        maxDouble(event -> event.latencyMs()),
                        (day, hits, bytes, mean, max) -> new Traffic(day.day(), day.device(), hits, bytes, mean, max))
                .write(Csv.records(Traffic.class), params.output());
    }
}
