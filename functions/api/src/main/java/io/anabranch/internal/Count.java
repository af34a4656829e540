package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;

/** The number of values. */
public record Count<T>() implements Aggregate<T, LongCell, Long> {
    @Override
    public LongCell create() {
        return new LongCell(0);
    }

    @Override
    public LongCell accumulate(LongCell accumulator, T value) {
        accumulator.value++;
        return accumulator;
    }

    @Override
    public LongCell combine(LongCell accumulator, LongCell other) {
        accumulator.value += other.value;
        return accumulator;
    }

    @Override
    public Long finish(LongCell accumulator) {
        return accumulator.value;
    }
}
