package io.anabranch.runtime.format.value;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private final byte[] target = new byte[Digits.MOST_BYTES];

    @Test
    void aDecimalIsWrittenAsTheJdkWritesIt() {
        SplittableRandom random = new SplittableRandom(1);
        int written = 0;
        for (int i = 0; i < 300_000; i++) {
            double value = switch (random.nextInt(4)) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextDouble() * Math.pow(10, random.nextInt(-4, 9));
                case 2 -> Math.nextUp(random.nextLong(1L << random.nextInt(1, 45)) / Math.pow(10, random.nextInt(9)));
                default -> random.nextLong(1L << random.nextInt(1, 45)) / Math.pow(10, random.nextInt(9));
            };
            double signed = random.nextBoolean() ? value : -value;
            int length = Digits.decimal(signed, target);
            if (length > 0) {
                written++;
                assertThat(text(length)).as("case %d", i).isEqualTo(Double.toString(signed));
            }
        }
        assertThat(written).isGreaterThan(30_000);
    }

    @Test
    void decimalsAtTheEdges() {
        for (double value : new double[] {
            0,
            -0.0,
            1e-3,
            0.002,
            Math.nextDown(1e-3),
            9_999_999,
            9_999_999.999999,
            1e7,
            0.1 + 0.2,
            1,
            -1,
            0.5,
            100,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            2e-3,
            1e6,
            123.456,
            1.0000001
        }) {
            int length = Digits.decimal(value, target);
            if (length > 0) {
                assertThat(text(length)).isEqualTo(Double.toString(value));
            }
        }
        assertThat(Digits.decimal(66.541, target)).isEqualTo(6);
        assertThat(Digits.decimal(Double.NaN, target)).isZero();
        assertThat(Digits.decimal(1.0000001, target)).isZero();
    }

    @Test
    void aTimeIsWrittenAsTheJdkWritesIt() {
        SplittableRandom random = new SplittableRandom(2);
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < 100_000; i++) {
            long unit = new long[] {1, 1_000, 1_000_000, 1_000_000_000}[random.nextInt(4)];
            long nanos = random.nextLong(1_000_000_000) / unit * unit;
            Instant value = Instant.ofEpochSecond(random.nextLong(first, last + 1), nanos);
            assertThat(text(Digits.instant(value, target))).as("case %d", i).isEqualTo(value.toString());
        }
        for (String text : new String[] {
            "0000-01-01T00:00:00Z",
            "0000-02-29T23:59:59.999999999Z",
            "1600-02-29T00:00:00.000001Z",
            "1969-12-31T23:59:59.999Z",
            "1970-01-01T00:00:00Z",
            "2000-02-29T12:00:00Z",
            "2100-02-28T00:00:00Z",
            "2100-03-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z"
        }) {
            assertThat(text(Digits.instant(Instant.parse(text), target))).isEqualTo(text);
        }
    }

    @Test
    void aTimeOfAnotherEraIsLeftToTheJdk() {
        for (Instant value : new Instant[] {
            Instant.MIN, Instant.MAX, Instant.ofEpochSecond(-62_167_219_201L), Instant.parse("+10000-01-01T00:00:00Z")
        }) {
            assertThat(Digits.instant(value, target)).isZero();
        }
    }

    private String text(int length) {
        return new String(target, 0, length, US_ASCII);
    }
}
