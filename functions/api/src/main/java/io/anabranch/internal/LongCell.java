package io.anabranch.internal;

/** An accumulator of one number: a count, a smallest or largest value. */
public final class LongCell {
    /** The number. */
    public long value;

    public LongCell(long value) {
        this.value = value;
    }
}
