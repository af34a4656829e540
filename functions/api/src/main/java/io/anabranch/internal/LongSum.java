package io.anabranch.internal;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.ToLong;
import java.math.BigInteger;

/** Sum of whole numbers: exact, so that a sum that fits does not fail because a part of it does not. */
public record LongSum<T>(ToLong<? super T> number) implements Aggregate<T, WideCell, Long> {
    @Override
    public WideCell create() {
        return new WideCell(0, 0);
    }

    @Override
    public WideCell accumulate(WideCell accumulator, T value) throws Exception {
        long added = number.apply(value);
        accumulator.add(added >> 63, added);
        return accumulator;
    }

    @Override
    public WideCell combine(WideCell accumulator, WideCell other) {
        accumulator.add(other.high, other.low);
        return accumulator;
    }

    @Override
    public Long finish(WideCell accumulator) {
        if (accumulator.high != accumulator.low >> 63) {
            BigInteger sum = BigInteger.valueOf(accumulator.high)
                    .shiftLeft(Long.SIZE)
                    .add(new BigInteger(Long.toUnsignedString(accumulator.low)));
            throw new ArithmeticException(
                    "the sum is " + sum + ", which no long holds. Sum a coarser unit, or use sumDouble");
        }
        return accumulator.low;
    }
}
