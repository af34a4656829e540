package io.anabranch.cli.iam;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;

/** Writes what it reads, from map tasks; an amount above 999 is a bug of the pipeline. */
public final class Copying implements Pipeline<Copying.Params> {
    /** Addresses. */
    public record Params(Input input, Output output) {}

    record Line(String text, long amount) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Line.class), params.input())
                .map(Copying::checked)
                .write(Csv.records(Line.class), params.output());
    }

    static Line checked(Line line) {
        if (line.amount() > 999) {
            throw new IllegalStateException("too much");
        }
        return line;
    }
}
