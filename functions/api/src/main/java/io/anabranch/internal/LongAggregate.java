package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.ToLong;

/** Count, sum, minimum and maximum of whole numbers. Sums that leave the range of a {@code long} fail. */
public record LongAggregate<T>(LongOperation operation, ToLong<? super T> number)
        implements Aggregate<T, LongCell, Long>, NeedsValues {
    @Override
    public LongCell create() {
        return new LongCell(operation.identity());
    }

    @Override
    public LongCell accumulate(LongCell accumulator, T value) throws Exception {
        accumulator.value = operation.apply(accumulator.value, number.apply(value));
        return accumulator;
    }

    @Override
    public LongCell combine(LongCell accumulator, LongCell other) {
        accumulator.value = operation.apply(accumulator.value, other.value);
        return accumulator;
    }

    @Override
    public Long finish(LongCell accumulator) {
        return accumulator.value;
    }

    @Override
    public boolean needsValues() {
        return operation != LongOperation.SUM;
    }
}
