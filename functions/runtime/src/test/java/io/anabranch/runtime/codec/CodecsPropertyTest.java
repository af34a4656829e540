package io.anabranch.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Utf8;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Round trips, and orders, over random values. A failure prints the seed. */
final class CodecsPropertyTest {
    private static final int CASES = 400;

    @Test
    void everyValueComesBackAsItWas() {
        roundTrips(Samples.Primitives.class, Samples::primitives);
        roundTrips(Samples.References.class, Samples::references);
        roundTrips(Samples.Decimals.class, Samples::decimals);
        roundTrips(Samples.Containers.class, Samples::containers);
        roundTrips(Samples.hidden(), Samples::hiddenValue);
        roundTrips(Samples.Empty.class, samples -> new Samples.Empty());
        roundTrips(String.class, Samples::text);
        roundTrips(
                Types.parameterized(Samples.Pair.class, String.class, long.class),
                samples -> new Samples.Pair<>(samples.maybe(samples::text), samples.maybe(samples::number)));
    }

    @Test
    void orderedValuesComeBackAsTheyWere() {
        roundTrip(exactly(Samples.Primitives.class), Samples::primitives);
        roundTrip(exactly(Samples.References.class), Samples::references);
        roundTrip(exactly(String.class), Samples::text);
    }

    @Test
    void decimalsAreOrderedByNumberAloneAndDoNotComeBackFromIt() {
        assertThat(Codecs.orderedExactly(BigDecimal.class)).isNull();
        assertThat(Codecs.orderedExactly(Samples.Decimals.class)).isNull();
        assertThat(Codecs.orderedExactly(Types.parameterized(List.class, Samples.Decimals.class)))
                .isNull();
        keepsOrder(BigDecimal.class, Samples::decimal, Comparator.naturalOrder());
        keepsOrder(
                Samples.Decimals.class,
                Samples::decimals,
                Comparator.comparing(
                                Samples.Decimals::decimal, Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()))
                        .thenComparing(Samples.Decimals::text, Comparator.nullsFirst(Comparator.comparing(Utf8::of))));
    }

    @Test
    void orderedBytesHaveTheOrderOfTheValues() {
        keepsOrder(long.class, Samples::number, Comparator.naturalOrder());
        keepsOrder(int.class, samples -> (int) samples.number(), Comparator.naturalOrder());
        keepsOrder(short.class, samples -> (short) samples.number(), Comparator.naturalOrder());
        keepsOrder(byte.class, samples -> (byte) samples.number(), Comparator.naturalOrder());
        keepsOrder(double.class, Samples::fraction, Comparator.naturalOrder());
        keepsOrder(float.class, samples -> (float) samples.fraction(), Comparator.naturalOrder());
        keepsOrder(boolean.class, samples -> samples.random.nextBoolean(), Comparator.naturalOrder());
        keepsOrder(Utf8.class, samples -> Utf8.of(samples.text()), Comparator.naturalOrder());
        keepsOrder(String.class, Samples::text, Comparator.comparing(Utf8::of));
        keepsOrder(Instant.class, Samples::instant, Comparator.naturalOrder());
        keepsOrder(LocalDate.class, Samples::date, Comparator.naturalOrder());
        keepsOrder(BigInteger.class, Samples::integer, Comparator.naturalOrder());
    }

    @Test
    void recordsAreOrderedComponentByComponentNullFirst() {
        Comparator<String> text = Comparator.nullsFirst(Comparator.comparing(Utf8::of));
        keepsOrder(
                Types.parameterized(Samples.Pair.class, String.class, String.class),
                samples -> new Samples.Pair<>(samples.maybe(samples::text), samples.maybe(samples::text)),
                Comparator.<Samples.Pair<String, String>, String>comparing(Samples.Pair::first, text)
                        .thenComparing(Samples.Pair::second, text));
    }

    @Test
    void descendingIsTheOppositeOrder() {
        Encoder<Object> descending = Codecs.descending(Codecs.orderedPart(String.class));
        for (long seed = 0; seed < CASES; seed++) {
            Samples samples = new Samples(seed);
            String left = samples.text();
            String right = samples.text();
            assertThat(Integer.signum(Arrays.compareUnsigned(bytes(descending, left), bytes(descending, right))))
                    .as("seed %d", seed)
                    .isEqualTo(Integer.signum(Utf8.of(right).compareTo(Utf8.of(left))));
        }
    }

    @Test
    void equalSetsAndMapsHaveEqualBytes() {
        Codec<Object> codec = Codecs.of(Samples.Containers.class);
        for (long seed = 0; seed < CASES; seed++) {
            Object value = new Samples(seed).containers();
            byte[] once = bytes(codec, value);
            assertThat(bytes(codec, codec.read(new BytesIn().reset(once, 0, once.length))))
                    .as("seed %d", seed)
                    .isEqualTo(once);
        }
    }

    private static void roundTrips(Type type, Function<Samples, Object> sample) {
        roundTrip(Codecs.of(type), sample);
    }

    private static void roundTrip(Codec<Object> codec, Function<Samples, ?> sample) {
        for (long seed = 0; seed < CASES; seed++) {
            Object value = sample.apply(new Samples(seed));
            byte[] bytes = bytes(codec, value);
            BytesIn in = new BytesIn().reset(bytes, 0, bytes.length);
            assertThat(codec.read(in)).as("seed %d", seed).isEqualTo(value);
            assertThat(in.remaining()).as("bytes left, seed %d", seed).isZero();
        }
    }

    private static <T> void keepsOrder(Type type, Function<Samples, T> sample, Comparator<? super T> order) {
        for (Encoder<Object> codec : List.of(Codecs.ordered(type), Codecs.orderedPart(type))) {
            for (long seed = 0; seed < CASES; seed++) {
                Samples samples = new Samples(seed);
                T left = sample.apply(samples);
                T right = sample.apply(samples);
                assertThat(Integer.signum(Arrays.compareUnsigned(bytes(codec, left), bytes(codec, right))))
                        .as("%s and %s as %s, seed %d", left, right, type, seed)
                        .isEqualTo(Integer.signum(order.compare(left, right)));
            }
        }
    }

    private static Codec<Object> exactly(Type type) {
        return Objects.requireNonNull(Codecs.orderedExactly(type));
    }

    private static byte[] bytes(Encoder<Object> codec, Object value) {
        BytesOut out = new BytesOut(1);
        codec.write(value, out);
        return Arrays.copyOf(out.array(), out.length());
    }
}
