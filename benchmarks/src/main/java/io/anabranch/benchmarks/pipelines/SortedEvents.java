package io.anabranch.benchmarks.pipelines;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Order;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events by device, those without one first, and the newest of each first. */
public final class SortedEvents implements Pipeline<SortedEvents.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where the events go
     */
    public record Params(Input input, Output output) {}

    record Event(
            Instant eventTime,
            String userId,
            String country,
            @Nullable String device,
            String url,
            long bytes,
            double latencyMs,
            int status) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Event.class), params.input())
                .sortBy(Order.<Event, String>by(event -> event.device()).thenDescending(event -> event.eventTime()))
                .write(Csv.records(Event.class), params.output());
    }
}
