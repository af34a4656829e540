package io.anabranch.internal;

/** An accumulator of whole numbers, 128 bits wide: no sum of as many numbers as there can be leaves it. */
public final class WideCell {
    /** The upper half, signed. */
    public long high;
    /** The lower half, unsigned. */
    public long low;

    public WideCell(long high, long low) {
        this.high = high;
        this.low = low;
    }

    void add(long upper, long lower) {
        long sum = low + lower;
        high += upper + (Long.compareUnsigned(sum, lower) < 0 ? 1 : 0);
        low = sum;
    }
}
