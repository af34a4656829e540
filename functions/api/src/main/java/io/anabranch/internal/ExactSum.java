package io.anabranch.internal;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of floating-point numbers, rounded once, when it is asked for. Addition of doubles depends on the order;
 * this does not, so that a sum is the same however the input was split.
 *
 * <p>A finite double is a whole multiple of 2<sup>-1074</sup>. Those that are multiples of 2<sup>-72</sup> (every double of magnitude
 * 2<sup>-20</sup>, about 10<sup>-6</sup>, or more) and below 2<sup>52</sup> are added to a 128-bit number in that unit:
 * <pre>
 *   high (64 bits, signed) | low (64 bits)      unit 2^-72, so 55 bits and a sign before the binary point
 * </pre>
 * All others, and the 128-bit number itself before it could overflow, go to an arbitrarily large number in the unit 2<sup>-1074</sup>,
 * which is exact too, but some fifty times slower.
 */
public final class ExactSum {
    private static final int UNIT = -72;
    private static final int SMALLEST_UNIT = -1074;
    private static final int FRACTION_BITS = 52;
    /** Whole numbers that do not use these upper bits go to the 128-bit number. */
    private static final int WHOLE_SPARE_BITS = 11;

    private static final int EXPONENT_BIAS = 1075;
    /** Exponent of the largest double's lowest bit that goes to the 128-bit number: those below 2^52. */
    private static final int MAX_EXPONENT = -1;
    /** At this magnitude of {@code high} the 128-bit number is moved away; one more addition could not overflow it. */
    private static final long HIGH_LIMIT = 1L << 61;

    /** As many powers of two as a sum that is beyond the largest double is made smaller by; more than there can be numbers. */
    private static final int MEAN_SCALE = 64;

    private long high;
    private long low;
    private long count;
    private double special;
    private @Nullable BigInteger rest;

    /** The sum of nothing: 0. */
    public ExactSum() {}

    /** A sum that was taken apart by the accessors of this class. */
    public ExactSum(long high, long low, long count, double special, @Nullable BigInteger rest) {
        this.high = high;
        this.low = low;
        this.count = count;
        this.special = special;
        this.rest = rest;
    }

    /** Adds a number; infinities and NaN have their usual effect. */
    public void add(double number) {
        count++;
        long bits = Double.doubleToRawLongBits(number);
        int exponent = (int) (bits >>> FRACTION_BITS) & 0x7FF;
        long fraction = bits & ((1L << FRACTION_BITS) - 1);
        int shift = exponent - EXPONENT_BIAS - UNIT;
        if (shift >= 0 && exponent - EXPONENT_BIAS <= MAX_EXPONENT) {
            long significand = fraction | (1L << FRACTION_BITS);
            addShifted(bits < 0 ? -significand : significand, shift);
        } else {
            addRarely(number, exponent, fraction);
        }
    }

    /** Adds a whole number, exactly. */
    public void add(long number) {
        count++;
        if (number << WHOLE_SPARE_BITS >> WHOLE_SPARE_BITS == number) {
            addWide(number << (-UNIT - Long.SIZE), 0);
        } else {
            addRest(BigInteger.valueOf(number).shiftLeft(-SMALLEST_UNIT));
        }
    }

    /** Adds all that {@code other} has added. */
    public void add(ExactSum other) {
        count += other.count;
        special += other.special;
        addWide(other.high, other.low);
        if (other.rest != null) {
            addRest(other.rest);
        }
    }

    /** The sum, correctly rounded to the nearest double; 0 for no numbers. */
    public double sum() {
        if (special != 0) {
            return special;
        }
        if (rest == null) {
            return high == (low >> 63) ? Math.scalb((double) low, UNIT) : Rounding.scaled(wide(), UNIT);
        }
        return Rounding.scaled(rest.add(wide().shiftLeft(UNIT - SMALLEST_UNIT)), SMALLEST_UNIT);
    }

    /**
     * The sum, rounded to the 53 bits of a double but never to infinity, divided by how many numbers have been added: at least one. Of finite numbers
     * it is finite, for rounding keeps the order, and the sum of as many of the largest doubles rounds to what gives the largest one or its neighbour.
     */
    public double mean() {
        double sum = sum();
        if (special != 0 || Double.isFinite(sum)) {
            return sum / count;
        }
        BigInteger units = rest == null ? BigInteger.ZERO : rest;
        double scaled = Rounding.scaled(units.add(wide().shiftLeft(UNIT - SMALLEST_UNIT)), SMALLEST_UNIT - MEAN_SCALE);
        return Math.scalb(scaled / count, MEAN_SCALE);
    }

    /** How many numbers have been added. */
    public long count() {
        return count;
    }

    /** The upper half of the 128-bit part. */
    public long high() {
        return high;
    }

    /** The lower half of the 128-bit part. */
    public long low() {
        return low;
    }

    /** The sum of infinities and NaNs; 0 if there were none. */
    public double special() {
        return special;
    }

    /** The part that is not in the 128 bits, in units of 2<sup>-1074</sup>, or null. */
    public @Nullable BigInteger rest() {
        return rest;
    }

    /** Two sums are equal if they have the same parts. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactSum sum
                && high == sum.high
                && low == sum.low
                && count == sum.count
                && Double.compare(special, sum.special) == 0
                && Objects.equals(rest, sum.rest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(high, low, count, special, rest);
    }

    @Override
    public String toString() {
        return sum() + " (of " + count + ")";
    }

    private void addShifted(long significand, int shift) {
        if (shift == 0) {
            addWide(significand >> 63, significand);
        } else if (shift < 64) {
            addWide(significand >> (64 - shift), significand << shift);
        } else {
            addWide(significand << (shift - 64), 0);
        }
    }

    private void addWide(long upper, long lower) {
        long sum = low + lower;
        high += upper + (Long.compareUnsigned(sum, lower) < 0 ? 1 : 0);
        low = sum;
        if (high >= HIGH_LIMIT || high < -HIGH_LIMIT) {
            addRest(wide().shiftLeft(UNIT - SMALLEST_UNIT));
            high = 0;
            low = 0;
        }
    }

    private void addRarely(double number, int exponent, long fraction) {
        if (exponent == 0x7FF) {
            special += number;
        } else if (number != 0) {
            long significand = exponent == 0 ? fraction : fraction | (1L << FRACTION_BITS);
            BigInteger units = BigInteger.valueOf(number < 0 ? -significand : significand);
            addRest(units.shiftLeft(Math.max(exponent, 1) - EXPONENT_BIAS - SMALLEST_UNIT));
        }
    }

    private void addRest(BigInteger units) {
        rest = rest == null ? units : rest.add(units);
    }

    private BigInteger wide() {
        BigInteger lower = BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(64).add(lower);
    }
}
