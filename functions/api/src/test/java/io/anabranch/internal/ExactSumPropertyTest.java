package io.anabranch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The sum of doubles against {@link BigDecimal}, and split in all ways. A failure prints the seed. */
final class ExactSumPropertyTest {
    private static final int CASES = 2_000;

    @Test
    void theSumIsTheExactOneRoundedOnce() {
        for (long seed = 0; seed < CASES; seed++) {
            double[] numbers = numbers(new SplittableRandom(seed));
            BigDecimal exact = BigDecimal.ZERO;
            ExactSum sum = new ExactSum();
            for (double number : numbers) {
                exact = exact.add(new BigDecimal(number));
                sum.add(number);
            }
            assertThat(sum.sum()).as("seed %d", seed).isEqualTo(exact.doubleValue());
            assertThat(sum.count()).as("seed %d", seed).isEqualTo(numbers.length);
        }
    }

    @Test
    void aSumDoesNotDependOnSplitsOrOrder() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] numbers = numbers(random);
            ExactSum whole = new ExactSum();
            ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
            for (int i = 0; i < numbers.length; i++) {
                whole.add(numbers[numbers.length - 1 - i]);
                parts[random.nextInt(parts.length)].add(numbers[i]);
            }
            parts[2].add(parts[0]);
            parts[2].add(parts[1]);
            assertThat(Double.doubleToLongBits(parts[2].sum()))
                    .as("seed %d", seed)
                    .isEqualTo(Double.doubleToLongBits(whole.sum()));
        }
    }

    @Test
    void infinitiesAndNanHaveTheirUsualEffect() {
        assertThat(sum(1, Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(Double.NEGATIVE_INFINITY, 1e308)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(sum(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).isNaN();
        assertThat(sum(Double.NaN, 1)).isNaN();
    }

    @Test
    void aSumBeyondTheLargestDoubleIsInfiniteOnlyIfItStaysThere() {
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void manyLargeNumbersDoNotOverflowTheFastPart() {
        ExactSum sum = new ExactSum();
        double large = 0x1.fffffffffffffp51;
        for (int i = 0; i < 5_000; i++) {
            sum.add(large);
        }
        assertThat(sum.sum())
                .isEqualTo(new BigDecimal(large)
                        .multiply(BigDecimal.valueOf(5_000))
                        .doubleValue());
    }

    private static double sum(double... numbers) {
        ExactSum sum = new ExactSum();
        for (double number : numbers) {
            sum.add(number);
        }
        return sum.sum();
    }

    /** Of one magnitude, or of all of them, and often cancelling. */
    private static double[] numbers(SplittableRandom random) {
        double[] numbers = new double[random.nextInt(60)];
        int kind = random.nextInt(4);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (kind) {
                case 0 -> random.nextInt(-100_000, 100_000) / 1000.0;
                case 1 -> random.nextDouble() * 1e9;
                case 2 -> finite(random);
                default -> i % 2 == 1 ? -numbers[i - 1] * (1 + 1e-15) : random.nextInt(2) == 0 ? 1e17 : finite(random);
            };
        }
        return numbers;
    }

    private static double finite(SplittableRandom random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number / 4 : 0.1;
    }
}
