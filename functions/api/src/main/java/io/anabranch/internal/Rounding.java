package io.anabranch.internal;

import java.math.BigInteger;

/** Rounds a whole number times a power of two to the nearest double, ties to even. */
final class Rounding {
    /** Bits that are enough to round right, if the lowest of them says whether any bit below it was set. */
    private static final int KEPT_BITS = 62;

    private Rounding() {}

    /** {@code number} · 2<sup>{@code exponent}</sup>, where the result is no subnormal number, or {@code exponent} is at least -1074. */
    static double scaled(BigInteger number, int exponent) {
        BigInteger magnitude = number.abs();
        int dropped = Math.max(0, magnitude.bitLength() - KEPT_BITS);
        long kept = magnitude.shiftRight(dropped).longValueExact();
        if (dropped > 0 && magnitude.getLowestSetBit() < dropped) {
            kept |= 1;
        }
        double rounded = Math.scalb((double) kept, exponent + dropped);
        return number.signum() < 0 ? -rounded : rounded;
    }
}
