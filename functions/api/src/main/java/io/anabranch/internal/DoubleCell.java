package io.anabranch.internal;

/** An accumulator of one floating-point number: a smallest or largest value. */
public final class DoubleCell {
    /** The number. */
    public double value;

    public DoubleCell(double value) {
        this.value = value;
    }
}
