package io.anabranch.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public class WritingTest {
    private record Traffic(String country, long hits, double meanLatency) {}

    private record One(String only) {}

    @Test
    void csvHasAHeaderInSnakeCaseAndQuotesOnlyWhereTheyAreNeeded() {
        List<Traffic> records = List.of(
                new Traffic("de", Long.MIN_VALUE, 12), new Traffic("a,\"b\"\n", -70, 0.1), new Traffic("", 0, 1e-9));

        assertThat(write(Csv.records(Traffic.class), records))
                .isEqualTo("country,hits,mean_latency\n"
                        + "de,-9223372036854775808,12.0\n"
                        + "\"a,\"\"b\"\"\n\",-70,0.1\n"
                        + "\"\",0,1.0E-9\n");
    }

    @Test
    void anEmptyOnlyFieldIsNoBlankLine() {
        assertThat(write(Csv.records(One.class), List.of(new One("")))).isEqualTo("only\n\"\"\n");
    }

    @Test
    void withoutRecordsNothingIsWritten() {
        for (Format<Traffic> format : List.<Format<Traffic>>of(
                Csv.records(Traffic.class),
                Csv.records(Traffic.class).gzip(),
                Json.records(Traffic.class).zstd())) {
            assertThat(bytes(format, List.of())).isEmpty();
        }
    }

    @Test
    void aFieldThatOnlyQuotesCouldHoldIsRefusedWithoutQuotes() {
        assertThatThrownBy(() -> write(Csv.records(One.class).withoutQuotes(), List.of(new One("a,b"))))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot write column only: it holds a delimiter or a line end, and the format has no quotes:"
                                + " 'a,b'. Choose another delimiter, or allow quotes");
    }

    @Test
    void aLineWithALineEndIsRefused() {
        assertThatThrownBy(() -> write(Text.lines(), List.of("a", "b\nc")))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot write a line: it holds a line end: 'b\\nc'. Split it, or write CSV or JSON");
    }

    /** Of which no format can write "bad". */
    private record Picky(String text) {
        @SuppressWarnings("UnusedMethod") // The writers call it.
        @Override
        public String text() {
            if (text.equals("bad")) {
                throw new IllegalStateException("not this one");
            }
            return text;
        }
    }

    @Test
    void aRecordThatIsRefusedLeavesNothingWhereverItStands() {
        for (Format<Picky> format : List.<Format<Picky>>of(Csv.records(Picky.class), Json.records(Picky.class))) {
            for (List<String> texts : List.of(
                    List.of("bad", "a", "b"), List.of("a", "bad", "b"), List.of("bad", "bad", "a", "b", "bad"))) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                RecordWriter<Picky> writer = Formats.of(format).writer(bytes);
                for (String text : texts) {
                    if (text.equals("bad")) {
                        assertThatThrownBy(() -> writer.write(new Picky(text)))
                                .isInstanceOf(IllegalStateException.class);
                    } else {
                        writer.write(new Picky(text));
                    }
                }
                writer.finish();

                assertThat(writer.records()).isEqualTo(2);
                assertThat(bytes.toString(StandardCharsets.UTF_8))
                        .as("%s %s", format, texts)
                        .isEqualTo(write(format, List.of(new Picky("a"), new Picky("b"))));
            }
        }
    }

    @Test
    void whatWasWrittenBehindAMarkCanBeTakenBack() {
        for (Format<One> format : List.<Format<One>>of(
                Csv.records(One.class),
                Json.records(One.class),
                Csv.records(One.class).gzip())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            RecordWriter<One> writer = Formats.of(format).writer(bytes);
            writer.mark();
            writer.write(new One("taken back, and with it the header"));
            assertThat(writer.reset()).isTrue();
            for (int i = 0; i < 20_000; i++) {
                writer.mark();
                writer.write(new One("n" + i));
                writer.mark();
                writer.write(new One("x"));
                writer.write(new One("y"));
                assertThat(writer.reset()).isTrue();
            }
            writer.finish();

            List<One> kept =
                    IntStream.range(0, 20_000).mapToObj(i -> new One("n" + i)).toList();
            assertThat(writer.records()).isEqualTo(20_000);
            assertThat(bytes.toByteArray()).isEqualTo(bytes(format, kept));
        }
    }

    @Test
    void moreThanIsHeldBackIsNotTakenBackInPart() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordWriter<String> writer = Formats.of(Text.lines()).writer(bytes);
        writer.mark();
        for (int i = 0; i < 20; i++) {
            writer.write("x".repeat(100_000));
        }

        assertThat(writer.reset()).isFalse();
        writer.finish();
        assertThat(writer.records()).isEqualTo(20);
        assertThat(bytes.size()).isEqualTo(20 * 100_001);
    }

    @Test
    void compressedPartsAreReadBack() {
        SplitReading reading = new SplitReading();
        List<Traffic> records = Collections.nCopies(50_000, new Traffic("ü", 5, 0.25));
        List<Utf8> lines = Collections.nCopies(50_000, Utf8.of("a line"));

        for (Csv<Traffic> csv : List.of(
                Csv.records(Traffic.class).gzip(), Csv.records(Traffic.class).zstd())) {
            String key = "part-00000." + Formats.of(csv).extension();
            ObjectRef object = reading.put(key, bytes(csv, records));
            assertThat(reading.whole(csv, object)).isEqualTo(records);
            assertThat(InputObject.atAnyByte(object).splittable()).isFalse();
        }
        for (Text<Utf8> text : List.of(Text.utf8Lines().gzip(), Text.utf8Lines().zstd())) {
            String key = "part-00000." + Formats.of(text).extension();
            assertThat(reading.whole(text, reading.put(key, bytes(text, lines))))
                    .isEqualTo(lines);
        }
    }

    @Test
    void deadLettersAreJsonLines() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeadLetters letters = new DeadLetters(out);
        letters.add(new BadRecord("s3://b/k", 812, Utf8.of("a,\"ü\""), "it has 2 fields, expected 3"));
        byte[] invalid = {'x', (byte) 0xFF};
        letters.add("s3://b/k", 900, Utf8.wrap(invalid, 0, 2), "no");
        letters.finish();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"object\":\"s3://b/k\",\"offset\":812,\"record\":\"a,\\\"ü\\\"\","
                        + "\"error\":\"it has 2 fields, expected 3\"}\n"
                        + "{\"object\":\"s3://b/k\",\"offset\":900,\"recordBase64\":\"eP8=\",\"error\":\"no\"}\n");
        assertThat(letters.letters()).isEqualTo(2);
    }

    public static <T> String write(Format<T> format, List<T> records) {
        return new String(bytes(format, records), StandardCharsets.UTF_8);
    }

    static <T> byte[] bytes(Format<T> format, List<T> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter<T> writer = Formats.of(format).writer(bytes)) {
            records.forEach(writer::write);
            writer.finish();
            assertThat(writer.records()).isEqualTo(records.size());
        }
        return bytes.toByteArray();
    }
}
