package io.anabranch.runtime.codec;

import io.anabranch.Utf8;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random values of all types, with a liking for the edges. */
final class Samples {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        -65,
        127,
        128,
        255,
        256,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final int[] CODE_POINTS = {
        0, 1, 2, 'a', 'b', 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0x1F600
    };

    final SplittableRandom random;

    Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    @SuppressWarnings("NullableOptional") // A user may do it, and it has to come back.
    record References(
            @Nullable Boolean boxed,
            @Nullable Integer number,
            @Nullable Long big,
            @Nullable Double fraction,
            @Nullable String text,
            @Nullable Utf8 utf8,
            @Nullable DayOfWeek day,
            @Nullable Instant instant,
            @Nullable LocalDate date,
            @Nullable LocalDateTime dateTime,
            @Nullable Duration duration,
            @Nullable UUID uuid,
            @Nullable BigInteger integer,
            @Nullable Optional<String> optional,
            @Nullable List<@Nullable String> list,
            @Nullable Primitives nested) {}

    record Decimals(@Nullable BigDecimal decimal, @Nullable String text) {}

    record Containers(
            Set<@Nullable String> set,
            Map<String, @Nullable List<Long>> map,
            Pair<Integer, Optional<LocalDate>> pair) {}

    record Pair<A, B>(@Nullable A first, @Nullable B second) {}

    private record Hidden(String name, int number) {}

    record Empty() {}

    static Class<?> hidden() {
        return Hidden.class;
    }

    Object hiddenValue() {
        return new Hidden(text(), (int) number());
    }

    Primitives primitives() {
        return new Primitives(
                random.nextBoolean(),
                (byte) number(),
                (short) number(),
                (char) number(),
                (int) number(),
                number(),
                (float) fraction(),
                fraction());
    }

    References references() {
        return new References(
                maybe(random::nextBoolean),
                maybe(() -> (int) number()),
                maybe(this::number),
                maybe(this::fraction),
                maybe(this::text),
                maybe(() -> Utf8.of(text())),
                maybe(() -> DayOfWeek.of(1 + random.nextInt(7))),
                maybe(this::instant),
                maybe(this::date),
                maybe(() -> LocalDateTime.of(date(), LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)))),
                maybe(() -> Duration.ofSeconds(number() >> 8, random.nextInt(1_000_000_000))),
                maybe(() -> new UUID(number(), number())),
                maybe(this::integer),
                maybe(() -> Optional.ofNullable(maybe(this::text))),
                maybe(() -> list(() -> maybe(this::text))),
                maybe(this::primitives));
    }

    Decimals decimals() {
        return new Decimals(maybe(this::decimal), maybe(this::text));
    }

    /** Of few numbers in many scales, of all numbers, and of extreme exponents. */
    BigDecimal decimal() {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(-2, 3)).setScale(random.nextInt(5));
            case 1 -> new BigDecimal(integer(), random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE);
            default -> new BigDecimal(integer(), random.nextInt(-5, 5));
        };
    }

    Containers containers() {
        Map<String, @Nullable List<Long>> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text(), maybe(() -> list(this::number)));
        }
        return new Containers(
                new HashSet<>(list(() -> maybe(this::text))),
                map,
                new Pair<>(maybe(() -> (int) number()), maybe(() -> Optional.ofNullable(maybe(this::date)))));
    }

    long number() {
        return random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextLong() >> random.nextInt(64);
    }

    double fraction() {
        return random.nextInt(3) == 0
                ? DOUBLES[random.nextInt(DOUBLES.length)]
                : Double.longBitsToDouble(random.nextLong());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    BigInteger integer() {
        return BigInteger.valueOf(number()).multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : number()));
    }

    Instant instant() {
        return Instant.ofEpochSecond(number() >> 30, random.nextInt(1_000_000_000));
    }

    LocalDate date() {
        return LocalDate.ofEpochDay(number() >> 32);
    }

    <T> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }
}
