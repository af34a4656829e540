package io.anabranch.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a type allows is read back as it was written, or was refused where the format has no place for it, and nothing else was. */
class ReadBackPropertyTest {
    private static final int SEEDS = 120;
    private static final String CHARACTERS = "a,;\"'\n\r\t 1e-ü\uFEFF\u0000日";
    private static final String[] PIECES = {
        "a", "ü", "🦆", "\uFEFF", "\uFFFD", "\u0000", "\n", "\r", "\"", ",", ";", "'", " ", "\t", "\u2028", "1", "e",
        "null", "\\", "日本"
    };

    private enum Device {
        PHONE,
        e1
    }

    private record Scalars(
            long a,
            int b,
            short c,
            byte d,
            double e,
            float f,
            boolean g,
            char h,
            String i,
            Utf8 j,
            BigDecimal k,
            BigInteger l,
            Instant m,
            LocalDate n,
            LocalDateTime o,
            Duration p,
            UUID q,
            Device r,
            Boolean s,
            Character t,
            Float u) {}

    private record MayBeNone(
            @Nullable String a,
            @Nullable Utf8 b,
            @Nullable Long c,
            @Nullable Double d,
            @Nullable Device e,
            @Nullable Instant f,
            Optional<String> g,
            Optional<Utf8> h,
            Optional<Integer> i,
            Optional<LocalDate> j,
            Optional<Device> k,
            Optional<BigDecimal> l,
            Optional<Character> m) {}

    private record OneText(String only) {}

    private record OneTextOrNull(@Nullable String only) {}

    private record OneOptional(Optional<Utf8> only) {}

    private record OneNumberOrNull(@Nullable Integer only) {}

    private record Nested(
            Scalars scalars,
            @Nullable MayBeNone maybe,
            Optional<OneText> one,
            List<String> texts,
            Set<Utf8> set,
            Map<String, List<Double>> map,
            List<Optional<Long>> optionals,
            Map<String, Optional<String>> named,
            byte[] bytes,
            @Nullable List<Nested> children) {}

    private final SplitReading reading = new SplitReading();

    /** A format, records for it, and which of them it has no place for. */
    private record Case<T>(Format<T> format, Function<Random, T> records, BiPredicate<Format<T>, T> cannotHold) {
        @Override
        public String toString() {
            return format.describe();
        }
    }

    static Stream<Case<?>> cases() {
        List<Case<?>> cases = new ArrayList<>();
        addCsv(cases, Csv.records(Scalars.class), ReadBackPropertyTest::scalars);
        addCsv(cases, Csv.records(MayBeNone.class), ReadBackPropertyTest::mayBeNone);
        addCsv(cases, Csv.records(OneText.class), random -> new OneText(text(random)));
        addCsv(cases, Csv.records(OneTextOrNull.class), random -> new OneTextOrNull(orNull(random, text(random))));
        addCsv(cases, Csv.records(OneOptional.class), random -> new OneOptional(optional(random, utf8(random))));
        addCsv(
                cases,
                Csv.records(OneNumberOrNull.class),
                random -> new OneNumberOrNull(orNull(random, random.nextInt())));
        for (Json<Nested> json : List.of(
                Json.records(Nested.class),
                Json.records(Nested.class).gzip(),
                Json.records(Nested.class).zstd())) {
            cases.add(new Case<>(json, random -> nested(random, 2), (format, nested) -> cannotEncode(nested)));
        }
        for (Text<String> lines :
                List.of(Text.lines(), Text.lines().gzip(), Text.lines().zstd())) {
            cases.add(new Case<>(lines, ReadBackPropertyTest::text, (format, line) -> cannotBeALine(line)));
        }
        cases.add(new Case<>(
                Text.utf8Lines(),
                ReadBackPropertyTest::utf8,
                (format, line) -> cannotEncode(line) || cannotBeALine(line.toString())));
        return cases.stream();
    }

    private static <T extends Record> void addCsv(List<Case<?>> cases, Csv<T> csv, Function<Random, T> records) {
        for (Csv<T> format : List.of(
                csv,
                csv.gzip(),
                csv.zstd(),
                csv.withoutHeader(),
                csv.withoutQuotes(),
                csv.withoutQuotes().withoutHeader(),
                csv.delimiter(';').quote('\''),
                csv.delimiter('\t').withoutHeader().withoutQuotes(),
                csv.delimiter('1').quote('-'),
                csv.delimiter('-').quote('E').withoutHeader(),
                csv.delimiter('x').withoutQuotes())) {
            cases.add(new Case<>(format, records, (same, record) -> cannotBeARow(format, record)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    <T> void whatIsWrittenIsReadBack(Case<T> one) {
        int written = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<T> kept = new ArrayList<>();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (RecordWriter<T> writer = Formats.of(one.format).writer(bytes)) {
                int count = 1 + random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    T record = one.records.apply(random);
                    boolean refused = refuses(writer, record);
                    assertThat(refused)
                            .as("seed %d: %s", seed, record)
                            .isEqualTo(one.cannotHold.test(one.format, record));
                    if (!refused) {
                        kept.add(record);
                    }
                }
                writer.finish();
            }
            ObjectRef object = reading.put("a." + Formats.of(one.format).extension(), bytes.toByteArray());
            List<T> read = reading.whole(one.format, object);
            assertThat(read.size()).as("seed %d", seed).isEqualTo(kept.size());
            for (int i = 0; i < read.size(); i++) {
                assertThat(isSame(read.get(i), kept.get(i)))
                        .as("seed %d: read %s, written %s", seed, read.get(i), kept.get(i))
                        .isTrue();
            }
            written += kept.size();
        }
        assertThat(written).as("records that were not refused").isGreaterThan(SEEDS / 50);
    }

    private static <T> boolean refuses(RecordWriter<T> writer, T record) {
        try {
            writer.write(record);
            return false;
        } catch (InputException e) {
            assertThat(e).hasMessageStartingWith("Cannot write ");
            return true;
        }
    }

    private static boolean isSame(@Nullable Object left, @Nullable Object right) {
        if (left instanceof byte[] bytes) {
            return right instanceof byte[] others && Arrays.equals(bytes, others);
        }
        if (left instanceof Record record && right != null && record.getClass() == right.getClass()) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .allMatch(component -> isSame(value(component, record), value(component, right)));
        }
        if (left instanceof List<?> list && right instanceof List<?> others && list.size() == others.size()) {
            for (int i = 0; i < list.size(); i++) {
                if (!isSame(list.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return left == null ? right == null : left.equals(right);
    }

    private static @Nullable Object value(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static boolean cannotBeALine(String line) {
        return cannotEncode(line) || line.contains("\n") || line.endsWith("\r");
    }

    private static boolean cannotBeARow(Csv<?> csv, Record row) {
        if (cannotEncode(row)) {
            return true;
        }
        if (csv.quote() != '\0') {
            return false;
        }
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            Object value = value(component, row);
            boolean mayBeNone =
                    value instanceof Optional || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            Object held = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            String text = held == null ? "none" : held instanceof Enum<?> constant ? constant.name() : held.toString();
            boolean special =
                    held != null && text.chars().anyMatch(c -> c == csv.delimiter() || c == '\n' || c == '\r');
            if (special || (mayBeNone && text.isEmpty())) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is something in a value that no text holds. */
    private static boolean cannotEncode(@Nullable Object value) {
        if (value instanceof String || value instanceof Character) {
            return !StandardCharsets.UTF_8.newEncoder().canEncode(value.toString());
        }
        if (value instanceof Utf8 text) {
            return !Arrays.equals(text.toString().getBytes(StandardCharsets.UTF_8), text.toBytes());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.precision() > 10_000 || decimal.precision() - 1L - decimal.scale() > Integer.MAX_VALUE;
        }
        if (value instanceof BigInteger whole) {
            return whole.abs().toString().length() > 10_000;
        }
        if (value instanceof Optional<?> optional) {
            return cannotEncode(optional.orElse(null));
        }
        if (value instanceof Iterable<?> values) {
            for (Object each : values) {
                if (cannotEncode(each)) {
                    return true;
                }
            }
            return false;
        }
        if (value instanceof Map<?, ?> map) {
            return cannotEncode(map.keySet()) || cannotEncode(map.values());
        }
        return value instanceof Record record
                && Arrays.stream(record.getClass().getRecordComponents())
                        .anyMatch(component -> cannotEncode(value(component, record)));
    }

    private static Scalars scalars(Random random) {
        return new Scalars(
                whole(random),
                (int) whole(random),
                (short) whole(random),
                (byte) whole(random),
                decimal(random),
                (float) decimal(random),
                random.nextBoolean(),
                character(random),
                text(random),
                utf8(random),
                bigDecimal(random),
                bigInteger(random),
                instant(random),
                date(random),
                dateTime(random),
                duration(random),
                new UUID(random.nextLong(), random.nextLong()),
                Device.values()[random.nextInt(2)],
                random.nextBoolean(),
                character(random),
                Float.intBitsToFloat(random.nextInt()));
    }

    private static MayBeNone mayBeNone(Random random) {
        return new MayBeNone(
                orNull(random, text(random)),
                orNull(random, utf8(random)),
                orNull(random, whole(random)),
                orNull(random, decimal(random)),
                orNull(random, Device.e1),
                orNull(random, instant(random)),
                optional(random, text(random)),
                optional(random, utf8(random)),
                optional(random, random.nextInt()),
                optional(random, date(random)),
                optional(random, Device.PHONE),
                optional(random, bigDecimal(random)),
                optional(random, character(random)));
    }

    private static Nested nested(Random random, int depth) {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        Map<String, List<Double>> map = new LinkedHashMap<>();
        Map<String, Optional<String>> named = new LinkedHashMap<>();
        List<Nested> children = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            map.put(text(random), List.of(decimal(random), decimal(random)));
            named.put(text(random), optional(random, text(random)));
            if (depth > 0) {
                children.add(nested(random, depth - 1));
            }
        }
        return new Nested(
                scalars(random),
                orNull(random, mayBeNone(random)),
                optional(random, new OneText(text(random))),
                List.of(text(random), text(random)),
                new LinkedHashSet<>(List.of(Utf8.of("a" + random.nextInt()), Utf8.of("ü"))),
                map,
                List.of(optional(random, whole(random)), optional(random, 1L)),
                named,
                bytes,
                orNull(random, children));
    }

    private static <V> @Nullable V orNull(Random random, V value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private static <V> Optional<V> optional(Random random, V value) {
        return Optional.ofNullable(orNull(random, value));
    }

    private static long whole(Random random) {
        long[] special = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE};
        return random.nextInt(4) == 0
                ? special[random.nextInt(special.length)]
                : random.nextLong() >> random.nextInt(64);
    }

    private static double decimal(Random random) {
        double[] special = {
            0.0,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE
        };
        return random.nextInt(3) == 0
                ? special[random.nextInt(special.length)]
                : random.nextBoolean() ? random.nextGaussian() : Double.longBitsToDouble(random.nextLong());
    }

    private static BigDecimal bigDecimal(Random random) {
        int[] scales = {0, 0, 2, -3, 40, Integer.MAX_VALUE, -Integer.MAX_VALUE, Integer.MIN_VALUE};
        boolean rare = random.nextInt(20) == 0;
        return new BigDecimal(
                bigInteger(random), rare ? scales[random.nextInt(scales.length)] : random.nextInt(20) - 5);
    }

    private static BigInteger bigInteger(Random random) {
        int rare = random.nextInt(400);
        int bits = rare == 0 ? 40_000 : rare == 1 ? 33_000 : 1 + random.nextInt(200);
        BigInteger value = new BigInteger(bits, random);
        return random.nextBoolean() ? value : value.negate();
    }

    private static Instant instant(Random random) {
        Instant[] special = {Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.parse("0000-01-01T00:00:00Z")};
        return random.nextInt(8) == 0
                ? special[random.nextInt(special.length)]
                : Instant.ofEpochSecond(random.nextLong() >> (22 + random.nextInt(40)), nanos(random));
    }

    private static LocalDate date(Random random) {
        LocalDate[] special = {LocalDate.MIN, LocalDate.MAX, LocalDate.of(-1, 1, 1), LocalDate.of(10_000, 2, 29)};
        return random.nextInt(8) == 0
                ? special[random.nextInt(special.length)]
                : LocalDate.ofEpochDay(random.nextInt() >> random.nextInt(20));
    }

    private static LocalDateTime dateTime(Random random) {
        return random.nextInt(4) == 0
                ? date(random).atStartOfDay()
                : date(random).atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60), nanos(random));
    }

    private static Duration duration(Random random) {
        return random.nextInt(8) == 0
                ? Duration.ofSeconds(random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE, 0)
                : Duration.ofSeconds(random.nextLong() >> random.nextInt(64), nanos(random));
    }

    private static int nanos(Random random) {
        int[] nanos = {0, 500_000_000, 1, random.nextInt(1_000_000_000)};
        return nanos[random.nextInt(nanos.length)];
    }

    private static char character(Random random) {
        return random.nextInt(60) == 0 ? '\uD83D' : CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        if (random.nextInt(60) == 0) {
            text.append(random.nextBoolean() ? "\uD83D" : "\uDE00").append(random.nextBoolean() ? "x" : "");
        }
        return text.toString();
    }

    private static Utf8 utf8(Random random) {
        byte[] bytes = Utf8.of(wholeText(random)).toBytes();
        if (random.nextInt(60) == 0) {
            bytes = Arrays.copyOf(bytes, bytes.length + 1);
            bytes[bytes.length - 1] = (byte) 0xFC;
        }
        return Utf8.wrap(bytes, 0, bytes.length);
    }

    private static String wholeText(Random random) {
        String text = text(random);
        return cannotEncode(text) ? "" : text;
    }
}
