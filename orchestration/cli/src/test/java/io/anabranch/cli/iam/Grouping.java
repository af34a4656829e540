package io.anabranch.cli.iam;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.format.Csv;

/** Two shuffles, so that reduce tasks shuffle as well; a sum above 999 is a bug of the pipeline, in the last stage. */
public final class Grouping implements Pipeline<Grouping.Params> {
    /** Addresses. */
    public record Params(Input input, Output output) {}

    record Total(String text, long amount) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Total.class), params.input())
                .groupBy(Total::text)
                .aggregate(Aggregates.sumLong(Total::amount), Total::new)
                .sortBy(Total::amount)
                .map(Grouping::checked)
                .write(Csv.records(Total.class), params.output());
    }

    static Total checked(Total total) {
        if (total.amount() > 999) {
            throw new IllegalStateException("too much");
        }
        return total;
    }
}
