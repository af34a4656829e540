package io.anabranch.pipelines;

import static io.anabranch.aggregate.Aggregates.count;
import static io.anabranch.aggregate.Aggregates.maxDouble;
import static io.anabranch.aggregate.Aggregates.meanDouble;
import static io.anabranch.aggregate.Aggregates.sumLong;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.Utf8;
import io.anabranch.format.Csv;

/** Hits, bytes and latency of web traffic, by country and device. */
public final class TrafficByCountry implements Pipeline<TrafficByCountry.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where {@code country,device,hits,bytes,mean_latency_ms,max_latency_ms} goes
     */
    public record Params(Input input, Output output) {}

    record Hit(Utf8 country, Utf8 device, long bytes, double latencyMs) {}

    record Place(Utf8 country, Utf8 device) {}

    record Traffic(Utf8 country, Utf8 device, long hits, long bytes, double meanLatencyMs, double maxLatencyMs) {
        static Traffic of(Place place, long hits, long bytes, double mean, double max) {
            return new Traffic(place.country(), place.device(), hits, bytes, mean, max);
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Hit.class), params.input())
                .groupBy(hit -> new Place(hit.country(), hit.device()))
                .aggregate(
                        count(),
                        sumLong(Hit::bytes),
                        meanDouble(Hit::latencyMs),
                        maxDouble(Hit::latencyMs),
                        Traffic::of)
                .write(Csv.records(Traffic.class), params.output());
    }
}
