package io.anabranch.runtime.format.value;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Numbers straight from their digits.
 *
 * <p>A decimal number of up to 15 significant digits, times a power of ten of up to 22, is exact with one multiplication or
 * division of doubles, since both operands are exact (W. D. Clinger, How to read floating point numbers accurately, 1990). All
 * others go through {@link Double#parseDouble}.
 */
public final class Numbers {
    private static final String WHOLE = "a whole number";
    private static final String DECIMAL = "a number";

    /** As many digits never overflow a long. */
    private static final int SAFE_DIGITS = 18;

    /** To make a BigInteger of digits takes the square of their number: so many take a millisecond, and a gigabyte of them weeks. */
    private static final int MOST_DIGITS = 10_000;

    private static final String MOST = " of at most " + MOST_DIGITS + " digits";

    /** Bits that so many digits have at most. */
    private static final int MOST_BITS = 33_220;

    /** With sign, point, leading zeros and exponent. */
    private static final int LONGEST = MOST_DIGITS + 32;

    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Numbers() {}

    public static long toLong(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative || (at < to && bytes[at] == '+')) {
            at++;
        }
        int digits = to - at;
        if (EightDigits.holds(bytes, at, to)) {
            long value = EightDigits.value(ByteScan.word(bytes, at), digits);
            if (value >= 0) {
                return negative ? -value : value;
            }
        }
        if (digits <= 0 || digits > SAFE_DIGITS) {
            return longFromText(bytes, from, to, digits);
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new RefusedRecordException(WHOLE);
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    public static int toInt(byte[] bytes, int from, int to) {
        return (int) inRange(toLong(bytes, from, to), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public static short toShort(byte[] bytes, int from, int to) {
        return (short) inRange(toLong(bytes, from, to), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    public static byte toByte(byte[] bytes, int from, int to) {
        return (byte) inRange(toLong(bytes, from, to), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    public static double toDouble(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative) {
            at++;
        }
        if (EightDigits.holds(bytes, at, to)) {
            long word = ByteScan.word(bytes, at);
            int length = to - at;
            int point = EightDigits.point(word, length);
            long value = point < 0
                    ? EightDigits.value(word, length)
                    : EightDigits.value(EightDigits.without(word, point), length - 1);
            if (value >= 0) {
                double exact = point < 0 ? value : value / POWERS_OF_TEN[length - 1 - point];
                return negative ? -exact : exact;
            }
        }
        long mantissa = 0;
        int digits = 0;
        int fraction = -1;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                digits++;
                fraction += fraction >= 0 ? 1 : 0;
            } else if (bytes[at] == '.' && fraction < 0) {
                fraction = 0;
            } else {
                return doubleFromText(bytes, from, to);
            }
        }
        if (digits == 0 || digits > EXACT_DIGITS) {
            return doubleFromText(bytes, from, to);
        }
        double value = fraction > 0 ? mantissa / POWERS_OF_TEN[fraction] : mantissa;
        return negative ? -value : value;
    }

    public static float toFloat(byte[] bytes, int from, int to) {
        return toFloat(decimalText(bytes, from, to));
    }

    /** A float nearest to a decimal number, rounded once. */
    public static float toFloat(String text) {
        float value = Float.parseFloat(text);
        if (Float.isInfinite(value) && !isInfinity(text)) {
            throw new RefusedRecordException("a number that a float holds");
        }
        return value;
    }

    /** A double nearest to a decimal number. */
    public static double toDouble(String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value) && !isInfinity(text)) {
            throw new RefusedRecordException("a number that a double holds");
        }
        return value;
    }

    /** Exact; digits, exponent and scale within what can be written and read again. */
    public static BigDecimal toBigDecimal(byte[] bytes, int from, int to) {
        try {
            if (to - from <= LONGEST && isDecimal(bytes, from, to)) {
                BigDecimal value = new BigDecimal(text(bytes, from, to));
                if (isHeld(value)) {
                    return value;
                }
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new RefusedRecordException(DECIMAL + " with an exponent that an int holds");
        }
        throw new RefusedRecordException(to - from <= LONGEST ? DECIMAL : DECIMAL + MOST);
    }

    public static BigInteger toBigInteger(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            throw new RefusedRecordException(WHOLE + MOST);
        }
        int first = skipSign(bytes, from, to);
        if (first == to || skipDigits(bytes, first, to) < to) {
            throw new RefusedRecordException(WHOLE);
        }
        BigInteger value = new BigInteger(text(bytes, from, to));
        if (!isHeld(value)) {
            throw new RefusedRecordException(WHOLE + MOST);
        }
        return value;
    }

    /** Whether a number that is written can be read again: its digits, and the exponent that it is written with. */
    public static boolean isHeld(BigDecimal value) {
        return isHeld(value.unscaledValue()) && (long) value.precision() - value.scale() - 1 <= Integer.MAX_VALUE;
    }

    /** The same of a whole number. */
    public static boolean isHeld(BigInteger value) {
        return value.bitLength() <= MOST_BITS;
    }

    /** @param what the value that is refused: {@code column price} */
    public static InputException notHeld(String what) {
        return new InputException(
                "Cannot write " + what + ": it is a number of more than " + MOST_DIGITS
                        + " digits, or its exponent does not fit an int. Round it",
                Where.UNKNOWN);
    }

    private static boolean isInfinity(String text) {
        return text.equals("Infinity") || text.equals("-Infinity");
    }

    private static long inRange(long value, long least, long greatest) {
        if (value < least || value > greatest) {
            throw new RefusedRecordException("a whole number from " + least + " to " + greatest);
        }
        return value;
    }

    private static long longFromText(byte[] bytes, int from, int to, int digits) {
        try {
            if (digits <= 0) {
                throw new RefusedRecordException(WHOLE);
            }
            for (int i = to - digits; i < to; i++) {
                if (bytes[i] < '0' || bytes[i] > '9') {
                    throw new RefusedRecordException(WHOLE);
                }
            }
            return Long.parseLong(text(bytes, from, to));
        } catch (NumberFormatException e) {
            throw new RefusedRecordException(WHOLE + " from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
        }
    }

    private static double doubleFromText(byte[] bytes, int from, int to) {
        return toDouble(decimalText(bytes, from, to));
    }

    /** The text if it is a decimal number: the JDK takes hexadecimal ones, spaces and type suffixes as well. */
    public static String decimalText(byte[] bytes, int from, int to) {
        String text = text(bytes, from, to);
        if (text.equals("NaN") || isInfinity(text) || isDecimal(bytes, from, to)) {
            return text;
        }
        throw new RefusedRecordException(DECIMAL);
    }

    private static boolean isDecimal(byte[] bytes, int from, int to) {
        int at = skipSign(bytes, from, to);
        int whole = skipDigits(bytes, at, to);
        int digits = whole - at;
        at = whole;
        if (at < to && bytes[at] == '.') {
            int fraction = skipDigits(bytes, at + 1, to);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            int exponent = skipSign(bytes, at + 1, to);
            at = skipDigits(bytes, exponent, to);
            return at == to && at > exponent;
        }
        return at == to;
    }

    private static int skipSign(byte[] bytes, int at, int to) {
        return at < to && (bytes[at] == '-' || bytes[at] == '+') ? at + 1 : at;
    }

    private static int skipDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    public static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
