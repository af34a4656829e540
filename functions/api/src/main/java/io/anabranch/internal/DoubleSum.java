package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.ToDouble;

/** Sum or mean of floating-point numbers, the same for any order of the values. */
public record DoubleSum<T>(boolean mean, ToDouble<? super T> number)
        implements Aggregate<T, ExactSum, Double>, NeedsValues {
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
        return mean ? accumulator.mean() : accumulator.sum();
    }

    @Override
    public boolean needsValues() {
        return mean;
    }
}
