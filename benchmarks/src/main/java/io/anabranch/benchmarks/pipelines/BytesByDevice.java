package io.anabranch.benchmarks.pipelines;

import static io.anabranch.aggregate.Aggregates.sumLong;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import org.jspecify.annotations.Nullable;

/** A pivot: a row for each country, a column for each device. */
public final class BytesByDevice implements Pipeline<BytesByDevice.Params> {
    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where the rows go
     */
    public record Params(Input input, Output output) {}

    record Event(String country, @Nullable String device, long bytes) {
        long bytesOn(String wanted) {
            return wanted.equals(device) ? bytes : 0;
        }
    }

    record Row(String country, long phone, long tablet, long desktop, long tv, long unknown) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Event.class), params.input())
                .groupBy(event -> event.country())
                .aggregate(
                        sumLong(event -> event.bytesOn("phone")),
                        sumLong(event -> event.bytesOn("tablet")),
                        sumLong(event -> event.bytesOn("desktop")),
                        sumLong(event -> event.bytesOn("tv")),
                        sumLong(event -> event.device() == null ? event.bytes() : 0),
                        Row::new)
                .write(Csv.records(Row.class), params.output());
    }
}
