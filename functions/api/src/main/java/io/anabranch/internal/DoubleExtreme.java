package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.ToDouble;

/** Minimum or maximum of floating-point numbers, as {@link Math#min(double, double)} and {@link Math#max(double, double)}. */
public record DoubleExtreme<T>(boolean largest, ToDouble<? super T> number)
        implements Aggregate<T, DoubleCell, Double>, NeedsValues {
    @Override
    public DoubleCell create() {
        return new DoubleCell(largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }

    @Override
    public DoubleCell accumulate(DoubleCell accumulator, T value) throws Exception {
        accumulator.value = apply(accumulator.value, number.apply(value));
        return accumulator;
    }

    @Override
    public DoubleCell combine(DoubleCell accumulator, DoubleCell other) {
        accumulator.value = apply(accumulator.value, other.value);
        return accumulator;
    }

    @Override
    public Double finish(DoubleCell accumulator) {
        return accumulator.value;
    }

    @Override
    public boolean needsValues() {
        return true;
    }

    private double apply(double left, double right) {
        return largest ? Math.max(left, right) : Math.min(left, right);
    }
}
