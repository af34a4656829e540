package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.ToLong;

/** Minimum or maximum of whole numbers. */
public record LongExtreme<T>(boolean largest, ToLong<? super T> number)
        implements Aggregate<T, LongCell, Long>, NeedsValues {
    @Override
    public LongCell create() {
        return new LongCell(largest ? Long.MIN_VALUE : Long.MAX_VALUE);
    }

    @Override
    public LongCell accumulate(LongCell accumulator, T value) throws Exception {
        accumulator.value = apply(accumulator.value, number.apply(value));
        return accumulator;
    }

    @Override
    public LongCell combine(LongCell accumulator, LongCell other) {
        accumulator.value = apply(accumulator.value, other.value);
        return accumulator;
    }

    @Override
    public Long finish(LongCell accumulator) {
        return accumulator.value;
    }

    @Override
    public boolean needsValues() {
        return true;
    }

    private long apply(long left, long right) {
        return largest ? Math.max(left, right) : Math.min(left, right);
    }
}
