package io.anabranch.runtime.format.value;

import java.time.Instant;

/**
 * Numbers and times as text, the usual ones straight as their digits. What is written is what {@code toString} gives; what is not usual is left
 * to it.
 */
public final class Digits {
    /** Room for what is written here. */
    public static final int MOST_BYTES = 32;

    private static final int MOST_DECIMALS = 6;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /** Outside of these {@link Double#toString(double)} writes an exponent. */
    private static final double LEAST = 1e-3;

    private static final double MOST = 1e7;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final long SECONDS_PER_DAY = 86_400;

    private Digits() {}

    /**
     * A number with at most six decimals. They are the fewest that give the number again, which is what makes them the ones to write: of so few
     * digits no two are one {@code double}.
     *
     * @param target has room for {@link #MOST_BYTES}
     * @return bytes written, from the array's start; 0 if the number is another
     */
    public static int decimal(double value, byte[] target) {
        double size = Math.abs(value);
        if (!(size >= LEAST && size < MOST)) {
            return 0;
        }
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
            long power = POWERS[decimals];
            long digits = (long) (size * power + 0.5);
            if ((double) digits / power == size) {
                int at = 0;
                if (value < 0) {
                    target[at++] = '-';
                }
                at = whole(digits / power, target, at);
                target[at++] = '.';
                return decimals == 0 ? fixed(0, 1, target, at) : fixed(digits % power, decimals, target, at);
            }
        }
        return 0;
    }

    /**
     * A time of the years 0 to 9999.
     *
     * @param target has room for {@link #MOST_BYTES}
     * @return bytes written, from the array's start; 0 if the time is another
     */
    public static int instant(Instant value, byte[] target) {
        long day = Math.floorDiv(value.getEpochSecond(), SECONDS_PER_DAY);
        int second = (int) Math.floorMod(value.getEpochSecond(), SECONDS_PER_DAY);
        int at = date(day, target);
        if (at == 0) {
            return 0;
        }
        target[at++] = 'T';
        at = fixed(second / 3600, 2, target, at);
        target[at++] = ':';
        at = fixed(second / 60 % 60, 2, target, at);
        target[at++] = ':';
        at = fixed(second % 60, 2, target, at);
        int nanos = value.getNano();
        if (nanos != 0) {
            target[at++] = '.';
            if (nanos % NANOS_PER_MILLI == 0) {
                at = fixed(nanos / NANOS_PER_MILLI, 3, target, at);
            } else if (nanos % NANOS_PER_MICRO == 0) {
                at = fixed(nanos / NANOS_PER_MICRO, 6, target, at);
            } else {
                at = fixed(nanos, 9, target, at);
            }
        }
        target[at++] = 'Z';
        return at;
    }

    /** See H. Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days; years are counted from March. */
    private static int date(long day, byte[] target) {
        long shifted = day + 719_468;
        long era = Math.floorDiv(shifted, 146_097);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * dayOfYear + 2) / 153;
        long year = era * 400 + yearOfEra + (month < 10 ? 0 : 1);
        if (year < 0 || year > 9999) {
            return 0;
        }
        int at = fixed(year, 4, target, 0);
        target[at++] = '-';
        at = fixed(month < 10 ? month + 3 : month - 9, 2, target, at);
        target[at++] = '-';
        return fixed(dayOfYear - (153 * month + 2) / 5 + 1, 2, target, at);
    }

    private static int whole(long value, byte[] target, int at) {
        int digits = 1;
        for (long left = value; left >= 10; left /= 10) {
            digits++;
        }
        return fixed(value, digits, target, at);
    }

    private static int fixed(long value, int digits, byte[] target, int at) {
        long left = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return at + digits;
    }
}
