package io.anabranch.runtime.format.value;

import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Dates and times in ISO 8601, the usual forms straight from their digits. */
public final class Times {
    private static final String DATE = "a date as 2026-03-01";
    private static final String INSTANT = "a time as 2026-03-01T12:34:56Z";
    private static final String DATE_TIME = "a local time as 2026-03-01T12:34:56";
    private static final String DURATION = "a duration as PT1H30M";
    private static final String DATE_DIGITS = "[+-]?[0-9]{4,10}-[0-9]{2}-[0-9]{2}";
    private static final String TIME_DIGITS = "T([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String SECOND_DIGITS = ":[0-5][0-9](\\.[0-9]{1,9})?";
    private static final Pattern DATE_FORM = Pattern.compile(DATE_DIGITS);
    private static final Pattern DATE_TIME_FORM =
            Pattern.compile(DATE_DIGITS + TIME_DIGITS + "(" + SECOND_DIGITS + ")?");
    private static final Pattern INSTANT_FORM =
            Pattern.compile(DATE_DIGITS + TIME_DIGITS + SECOND_DIGITS + "(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2})?)");
    private static final String NUMBER = "[+-]?[0-9]+";
    private static final Pattern DURATION_FORM = Pattern.compile(
            "[+-]?P(" + NUMBER + "D)?(T(" + NUMBER + "H)?(" + NUMBER + "M)?(" + NUMBER + "(\\.[0-9]{1,9})?S)?)?");

    /** Longer than any of them. */
    private static final int LONGEST = 120;

    /** 00-00-00 and 00:00:00, the first character as the lowest byte. */
    private static final long YEAR_MONTH_DAY = 0x30302D30302D3030L;

    private static final long TIME = 0x30303A30303A3030L;
    private static final long SEPARATORS = 0x0000FF0000FF0000L;
    private static final long TOP_HALVES = 0xF0F0F0F0F0F0F0F0L;
    private static final long SIX = 0x0606060606060606L;

    /** Of the last of so many digits behind the point. */
    private static final int[] NANOS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10
    };

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;
    private static final long SECONDS_PER_DAY = 86_400;

    private Times() {}

    public static Instant toInstant(byte[] bytes, int from, int to) {
        int nanos = to > from && bytes[to - 1] == 'Z' ? nanos(bytes, from + SECONDS_LENGTH, to - 1) : -1;
        if (nanos >= 0 && bytes[from + DATE_LENGTH] == 'T') {
            long day = epochDay(bytes, from);
            int second = secondOfDay(bytes, from + DATE_LENGTH + 1);
            if (day != Long.MIN_VALUE && second >= 0) {
                return Instant.ofEpochSecond(day * SECONDS_PER_DAY + second, nanos);
            }
        }
        return slow(bytes, from, to, INSTANT, INSTANT_FORM, Instant::parse);
    }

    public static LocalDate toDate(byte[] bytes, int from, int to) {
        if (to - from == DATE_LENGTH) {
            long day = epochDay(bytes, from);
            if (day != Long.MIN_VALUE) {
                return LocalDate.ofEpochDay(day);
            }
        }
        return slow(bytes, from, to, DATE, DATE_FORM, LocalDate::parse);
    }

    public static LocalDateTime toDateTime(byte[] bytes, int from, int to) {
        int nanos = nanos(bytes, from + SECONDS_LENGTH, to);
        if (nanos >= 0 && bytes[from + DATE_LENGTH] == 'T') {
            long day = epochDay(bytes, from);
            int second = secondOfDay(bytes, from + DATE_LENGTH + 1);
            if (day != Long.MIN_VALUE && second >= 0) {
                return LocalDateTime.ofEpochSecond(day * SECONDS_PER_DAY + second, nanos, ZoneOffset.UTC);
            }
        }
        return slow(bytes, from, to, DATE_TIME, DATE_TIME_FORM, LocalDateTime::parse);
    }

    public static Duration toDuration(byte[] bytes, int from, int to) {
        return slow(bytes, from, to, DURATION, DURATION_FORM, Duration::parse);
    }

    private interface Parser<T> {
        T parse(String text);
    }

    /** The JDK takes more than it should (a second 60 of any day, a point without digits, hour 24, small letters): the form is checked first. */
    private static <T> T slow(byte[] bytes, int from, int to, String expected, Pattern form, Parser<T> parser) {
        if (to - from <= LONGEST) {
            try {
                String text = Numbers.text(bytes, from, to);
                if (form.matcher(text).matches()) {
                    return parser.parse(text);
                }
            } catch (DateTimeException | ArithmeticException e) {
                // Refused below.
            }
        }
        throw new RefusedRecordException(expected);
    }

    /** Of the fraction of a second in [from, to), its point included: 0 if it is empty, -1 if it is none. */
    private static int nanos(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return length == 0 ? 0 : -1;
        }
        if (bytes[from] != '.' || length == 1 || length > 10) {
            return -1;
        }
        if (EightDigits.holds(bytes, from + 1, to)) {
            return (int) EightDigits.value(ByteScan.word(bytes, from + 1), length - 1) * NANOS[length - 1];
        }
        int nanos = 0;
        for (int i = 1; i < 10; i++) {
            int digit = i < length ? bytes[from + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            nanos = nanos * 10 + digit;
        }
        return nanos;
    }

    private static int secondOfDay(byte[] bytes, int at) {
        long time = threePairs(ByteScan.word(bytes, at) ^ TIME);
        int hour = pair(time, 0);
        int minute = pair(time, 3);
        int second = pair(time, 6);
        return time >= 0 && hour < 24 && minute < 60 && second < 60 ? (hour * 60 + minute) * 60 + second : -1;
    }

    /**
     * Days since 1970-01-01 of a date in the years 0000 to 9999, or Long.MIN_VALUE. Years are counted from March, so that the leap
     * day is the last one: see H. Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil.
     */
    private static long epochDay(byte[] bytes, int at) {
        int century = twoDigits(bytes, at);
        long date = threePairs(ByteScan.word(bytes, at + 2) ^ YEAR_MONTH_DAY);
        int month = pair(date, 3);
        int day = pair(date, 6);
        if (century < 0 || date < 0 || month < 1 || month > 12 || day < 1) {
            return Long.MIN_VALUE;
        }
        int year = century * 100 + pair(date, 0);
        if (day > 28 && day > java.time.Month.of(month).length(java.time.Year.isLeap(year))) {
            return Long.MIN_VALUE;
        }
        long marchYear = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(marchYear, 400);
        long yearOfEra = marchYear - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /**
     * Draws digits together to pairs.
     *
     * @param digits eight characters, each without its bits in 00-00-00: digits are 0 to 9 then, and separators 0
     * @return what {@link #pair} finds numbers in, or less than 0 if there are other characters
     */
    private static long threePairs(long digits) {
        boolean plain = (((digits | (digits + SIX)) & TOP_HALVES) | (digits & SEPARATORS)) == 0;
        return plain ? digits * 10 + (digits >>> Byte.SIZE) : -1;
    }

    private static int pair(long pairs, int index) {
        return (int) (pairs >>> (Byte.SIZE * index)) & 0xFF;
    }

    /** The number at {@code at}, or less than 0. */
    private static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
