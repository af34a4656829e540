package io.anabranch.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Utf8;
import io.anabranch.format.Compression;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.own.OwnFormats;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.ObjectRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every format, users' own ones as well. A format that is added is added to {@link #formats}. */
class EveryFormatPropertyTest {
    private static final int SEEDS = 120;

    record Row(String name, long number, String text) {}

    private final SplitReading reading = new SplitReading();

    /** A format and records for it. */
    record Case<T>(Format<T> format, Function<Random, T> records) {
        @Override
        public String toString() {
            return format.describe();
        }
    }

    static Stream<Case<?>> formats() {
        return Stream.of(
                new Case<>(Text.lines(), random -> text(random, "")),
                new Case<>(Text.utf8Lines(), random -> Utf8.of(text(random, "\""))),
                new Case<>(Text.lines().gzip(), random -> text(random, "")),
                new Case<>(Json.records(Row.class), random -> row(random, "\n\"")),
                new Case<>(Json.records(Row.class).zstd(), random -> row(random, "\n\"")),
                new Case<>(Csv.records(Row.class), random -> row(random, "\n\",")),
                new Case<>(Csv.records(Row.class).withoutHeader().gzip(), random -> row(random, "\n\",")),
                new Case<>(Csv.records(Row.class).delimiter(';').quote('\''), random -> row(random, "\n';")),
                new Case<>(Csv.records(Row.class).withoutQuotes(), random -> row(random, "\"")),
                new Case<>(
                        new OwnFormats.FixedWidth(),
                        random -> new OwnFormats.Reading("s" + random.nextInt(1_000_000), random.nextLong())),
                new Case<>(new OwnFormats.Frames(), random -> text(random, "\n\r")),
                new Case<>(new OwnFormats.CompressedFrames(), random -> text(random, "\n\r")),
                new Case<>(new OwnFormats.Marked(), random -> text(random, "\n\f")),
                new Case<>(new OwnFormats.Longs(), Random::nextLong));
    }

    @Test
    void everyFormatOfTheRuntimeIsHere() throws Exception {
        Path classes = Path.of(RecordFormat.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<Class<?>> all = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(classes.resolve("io/anabranch/runtime/format"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replace('\\', '.');
                Class<?> type = Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        RecordFormat.class.getClassLoader());
                if (RecordFormat.class.isAssignableFrom(type) && !type.isInterface()) {
                    all.add(type);
                }
            }
        }
        Set<Class<?>> tested = new LinkedHashSet<>();
        formats().forEach(each -> tested.add(Formats.of(each.format).getClass()));
        assertThat(tested).containsAll(all);
        assertThat(all).hasSizeGreaterThan(4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    <T> void whatIsWrittenIsReadBackWhateverTheSplits(Case<T> one) {
        RecordFormat<T> format = Formats.of(one.format);
        format.requireReadable();
        format.requireWritable();
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<T> records = records(one, random);
            ObjectRef object = reading.put("a." + format.extension(), WritingTest.bytes(one.format, records));
            reading.s3().bytesPerRead = seed % 4 == 0 ? 1 + random.nextInt(9) : Integer.MAX_VALUE;
            assertThat(reading.whole(one.format, object)).as("seed %d", seed).isEqualTo(records);
            for (int n : new int[] {2, 3, 20}) {
                List<Split> splits = reading.cutIfSplittable(one.format, object, n, random);
                assertThat(reading.read(one.format, splits, object))
                        .as("seed %d, splits %s", seed, splits)
                        .isEqualTo(records);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    <T> void theCurrentRecordsOffsetAndBytesAreKnownWhileItIsInTheSink(Case<T> one) {
        boolean compressed = one.format.compression() != Compression.NONE;
        List<T> records = records(one, new Random(5));
        byte[] bytes = WritingTest.bytes(one.format, records);
        ObjectRef object = reading.put("a." + Formats.of(one.format).extension(), bytes);
        List<String> seen = new ArrayList<>();
        try (RecordReader<T> reader = reading.open(one.format, Split.whole(object))) {
            reader.forEach(record -> {
                byte[] raw = reader.raw().toBytes();
                seen.add(reader.offset() + " " + raw.length);
                if (!compressed) {
                    assertThat(java.util.Arrays.copyOfRange(
                                    bytes, (int) reader.offset(), (int) reader.offset() + raw.length))
                            .isEqualTo(raw);
                }
            });
        }
        assertThat(seen).hasSameSizeAs(records).doesNotHaveDuplicates();
    }

    private static <T> List<T> records(Case<T> one, Random random) {
        List<T> records = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            records.add(one.records.apply(random));
        }
        return records;
    }

    private static Row row(Random random, String special) {
        return new Row(text(random, special), random.nextLong(), text(random, special));
    }

    private static String text(Random random, String special) {
        String alphabet = "ab ü🦆\u0000x7" + special;
        int[] codePoints = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder("t");
        int length = random.nextInt(12) == 0 ? random.nextInt(400) : random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.append('.').toString();
    }
}
