package io.anabranch.benchmarks.pipelines;

import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The percentiles of each device's latencies, interpolated. */
public final class LatencyPercentiles implements Pipeline<LatencyPercentiles.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where the percentiles go
     */
    public record Params(Input input, Output output) {}

    record Event(@Nullable String device, double latencyMs) {}

    record Percentiles(@Nullable String device, double median, double p90, double p99) {
        static void of(@Nullable String device, Iterable<Event> events, Emitter<Percentiles> out) {
            double[] latencies = new double[1024];
            int n = 0;
            for (Event event : events) {
                if (n == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * n);
                }
                latencies[n++] = event.latencyMs();
            }
            out.emit(new Percentiles(device, at(0.5, latencies, n), at(0.9, latencies, n), at(0.99, latencies, n)));
        }

        private static double at(double share, double[] sorted, int n) {
            double place = share * (n - 1);
            int below = (int) place;
            double above = sorted[Math.min(below + 1, n - 1)];
            return sorted[below] + (place - below) * (above - sorted[below]);
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Event.class), params.input())
                .groupBy(event -> event.device())
                .sortedBy(event -> event.latencyMs())
                .mapGroups(Percentiles::of)
                .write(Csv.records(Percentiles.class), params.output());
    }
}
