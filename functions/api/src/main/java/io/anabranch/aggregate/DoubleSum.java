package io.anabranch.aggregate;

import io.anabranch.function.ToDouble;

/** Sum or mean of floating-point numbers, the same for any order of the values. */
final class DoubleSum<T> implements Aggregate<T, ExactSum, Double> {
    private final boolean mean;
    private final ToDouble<? super T> number;

    DoubleSum(boolean mean, ToDouble<? super T> number) {
        this.mean = mean;
        this.number = number;
    }

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
        return mean ? accumulator.sum() / accumulator.count() : accumulator.sum();
    }
}
