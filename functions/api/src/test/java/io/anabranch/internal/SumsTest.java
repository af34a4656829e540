package io.anabranch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.aggregate.Aggregates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums and means of numbers whose parts leave the range of the result. A failure prints the seed. */
final class SumsTest {
    private static final int CASES = 500;
    private static final long[] LONGS = {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, -1, 0, 1, 1L << 62};
    private static final double[] DOUBLES = {
        Double.MAX_VALUE, -Double.MAX_VALUE, 1e308, -1e308, 1, 0x1p1023, Double.MIN_VALUE
    };

    @Test
    void aSumThatFitsIsThereHoweverItsPartsAreSplitAndOneThatDoesNotFitIsRefused() throws Exception {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Long> numbers = new ArrayList<>();
            BigInteger exact = BigInteger.ZERO;
            for (int i = random.nextInt(12); i >= 0; i--) {
                long number = random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong();
                numbers.add(number);
                exact = exact.add(BigInteger.valueOf(number));
            }
            Aggregate<Long, ?, Long> sum = Aggregates.sumLong(number -> number);
            if (exact.bitLength() < Long.SIZE) {
                assertThat(result(sum, numbers, random)).as("seed %d", seed).isEqualTo(exact.longValueExact());
            } else {
                assertThatThrownBy(() -> result(sum, numbers, random))
                        .as("seed %d", seed)
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining("the sum is " + exact + ", which no long holds");
            }
        }
    }

    @Test
    void theMeanOfFiniteNumbersIsFiniteAndTheSameHoweverTheyAreSplit() throws Exception {
        Aggregate<Double, ?, Double> mean = Aggregates.meanDouble(number -> number);
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Double> numbers = new ArrayList<>();
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = random.nextInt(12); i >= 0; i--) {
                double number = DOUBLES[random.nextInt(DOUBLES.length)];
                numbers.add(number);
                exact = exact.add(new BigDecimal(number));
            }
            double expected = exact.divide(
                            BigDecimal.valueOf(numbers.size()), new MathContext(60, RoundingMode.HALF_EVEN))
                    .doubleValue();
            double found = result(mean, numbers, random);
            assertThat(found).as("seed %d, %s", seed, numbers).isFinite();
            assertThat(Math.abs(found - expected))
                    .as("seed %d, %s: %s and %s", seed, numbers, found, expected)
                    .isLessThanOrEqualTo(Math.ulp(expected));
            assertThat(result(mean, numbers, random)).as("seed %d", seed).isEqualTo(found);
        }
    }

    @Test
    void theMeanOfTheLargestNumbersIsTheLargestNumberOrItsNeighbour() throws Exception {
        Aggregate<Double, ?, Double> mean = Aggregates.meanDouble(number -> number);
        List<Double> numbers = new ArrayList<>();
        for (int count = 1; count < 70; count++) {
            numbers.add(Double.MAX_VALUE);
            assertThat(result(mean, numbers, new Random(count)))
                    .as("%d", count)
                    .isBetween(Math.nextDown(Double.MAX_VALUE), Double.MAX_VALUE);
        }
    }

    @Test
    void infinitiesAndNanHaveTheirUsualMean() throws Exception {
        Aggregate<Double, ?, Double> mean = Aggregates.meanDouble(number -> number);
        Random random = new Random(0);
        assertThat(result(mean, List.of(1.0, Double.POSITIVE_INFINITY, 1e308), random))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(result(mean, List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), random))
                .isNaN();
    }

    /** Of the values in groups of any number, in any order. */
    private static <T, A, R> R result(Aggregate<T, A, R> aggregate, List<T> values, Random random) throws Exception {
        List<A> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            parts.add(aggregate.create());
        }
        for (T value : values) {
            int part = random.nextInt(parts.size());
            parts.set(part, aggregate.accumulate(parts.get(part), value));
        }
        while (parts.size() > 1) {
            A other = parts.remove(random.nextInt(parts.size()));
            parts.set(0, aggregate.combine(parts.get(0), other));
        }
        return aggregate.finish(parts.get(0));
    }
}
