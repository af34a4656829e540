package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.ToLong;

/** Mean of whole numbers: their exact sum, rounded to a double, divided by their number. */
public record LongMean<T>(ToLong<? super T> number) implements Aggregate<T, ExactSum, Double>, NeedsValues {
    @Override
    public ExactSum create() {
        return new ExactSum();
    }

    @Override
    public ExactSum accumulate(ExactSum accumulator, T value) throws Exception {
        accumulator.add(number.apply(value));
        return accumulator;
    }

    @Override
    public ExactSum combine(ExactSum accumulator, ExactSum other) {
        accumulator.add(other);
        return accumulator;
    }

    @Override
    public Double finish(ExactSum accumulator) {
        return accumulator.mean();
    }

    @Override
    public boolean needsValues() {
        return true;
    }
}
