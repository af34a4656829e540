package io.anabranch.benchmarks.pipelines;

import static io.anabranch.aggregate.Aggregates.count;
import static io.anabranch.aggregate.Aggregates.meanDouble;
import static io.anabranch.aggregate.Aggregates.sumLong;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tumbling windows: hits, bytes and latency of each hour and country. */
public final class HourlyTraffic implements Pipeline<HourlyTraffic.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where the windows go
     */
    public record Params(Input input, Output output) {}

    record Event(Instant eventTime, String country, long bytes, double latencyMs) {}

    record Window(Instant hour, String country) {}

    record Traffic(Instant hour, String country, long hits, long bytes, double meanLatencyMs) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Event.class), params.input())
                .groupBy(event -> new Window(event.eventTime().truncatedTo(ChronoUnit.HOURS), event.country()))
                .aggregate(
                        count(),
                        sumLong(event -> event.bytes()),
                        meanDouble(event -> event.latencyMs()),
                        (window, hits, bytes, mean) -> new Traffic(window.hour(), window.country(), hits, bytes, mean))
                .write(Csv.records(Traffic.class), params.output());
    }
}
