package io.anabranch.runtime.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.Utf8;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.format.Csv;
import io.anabranch.runtime.format.BadRecord;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitReading;
import io.anabranch.runtime.format.WritingTest;
import io.anabranch.runtime.format.bytes.Chunks;
import io.anabranch.runtime.format.value.Numbers;
import io.anabranch.runtime.storage.ObjectRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvReadingTest {
    private enum Device {
        PHONE,
        DESKTOP
    }

    private record Hit(Instant eventTime, String country, long bytes) {}

    private record Positive(long value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive: " + value);
            }
        }
    }

    private record One(String only) {}

    private record Numbers(byte a, short b, int c, long d, float e, double f, boolean g, char h) {}

    private record References(
            @Nullable Long a,
            @Nullable Utf8 b,
            @Nullable Device c,
            @Nullable LocalDate d,
            @Nullable LocalDateTime e,
            @Nullable Duration f,
            @Nullable UUID g,
            @Nullable BigDecimal h,
            @Nullable BigInteger i,
            Optional<Integer> j,
            Optional<String> k) {}

    private record Listed(List<String> tags) {}

    private final SplitReading reading = new SplitReading();

    @Test
    void columnsAreFoundByNameOrItsSnakeCaseAndOthersAreLeftAlone() {
        ObjectRef object = put("bytes,junk,country,event_time\n7,\"a,b\",de,2026-03-01T00:00:00Z\n");

        assertThat(reading.whole(Csv.records(Hit.class), object))
                .containsExactly(new Hit(Instant.parse("2026-03-01T00:00:00Z"), "de", 7));
    }

    @Test
    void primitivesOfEveryKindAreRead() {
        ObjectRef object = put("a,b,c,d,e,f,g,h\n-128,32767,-7,9223372036854775807,1.5,-2e300,TRUE,é\n");

        assertThat(reading.whole(Csv.records(Numbers.class), object))
                .containsExactly(new Numbers((byte) -128, (short) 32767, -7, Long.MAX_VALUE, 1.5f, -2e300, true, 'é'));
    }

    @Test
    void referencesOfEveryKindAreReadAndWrittenBack() {
        String text = "a,b,c,d,e,f,g,h,i,j,k\n"
                + "5,ü,PHONE,2024-02-29,2026-03-01T12:30:05,PT1H30M,123e4567-e89b-12d3-a456-426614174000,1.50,"
                + "99999999999999999999,4,x\n"
                + ",,,,,,,,,,\n";
        Csv<References> format = Csv.records(References.class);

        List<References> read = reading.whole(format, put(text));

        assertThat(read)
                .containsExactly(
                        new References(
                                5L,
                                Utf8.of("ü"),
                                Device.PHONE,
                                LocalDate.of(2024, 2, 29),
                                LocalDateTime.of(2026, 3, 1, 12, 30, 5),
                                Duration.ofMinutes(90),
                                UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                                new BigDecimal("1.50"),
                                new BigInteger("99999999999999999999"),
                                Optional.of(4),
                                Optional.of("x")),
                        new References(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(WritingTest.write(format, read)).isEqualTo(text);
    }

    @Test
    void emptyFilesAndHeadersAloneHaveNoRecords() {
        Csv<Hit> format = Csv.records(Hit.class);

        assertThat(reading.whole(format, put(""))).isEmpty();
        assertThat(reading.whole(format, put("\uFEFF"))).isEmpty();
        assertThat(reading.whole(format, put("event_time,country,bytes"))).isEmpty();
        assertThat(reading.whole(format, put("event_time,country,bytes\r\n"))).isEmpty();
    }

    @Test
    void aBlankLineIsAnEmptyFieldOfAnOnlyColumn() {
        assertThat(reading.whole(Csv.records(One.class), put("only\na\n\n\"\"\nb")))
                .extracting(One::only)
                .containsExactly("a", "", "", "b");
    }

    @Test
    void aMissingColumnIsNamedWithTheFileItsColumnsAndTheNearest() {
        ObjectRef object = put("event_tim,country,bytes\n");

        assertThatThrownBy(() -> reading.preamble(Csv.records(Hit.class), object))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot find column eventTime or event_time: the header has event_tim, country, bytes."
                        + " Did you mean event_tim? Name the record's components like the columns (s3://bucket/a.csv)");
    }

    @Test
    void anotherHeaderThanTheInputsFirstOneIsRefused() {
        ObjectRef object = put("country,event_time,bytes\n");
        SplitFacts planned = new SplitFacts(
                JsonNodeFactory.instance
                        .arrayNode()
                        .add("event_time")
                        .add("country")
                        .add("bytes"),
                null);

        assertThatThrownBy(
                        () -> reading.open(Csv.records(Hit.class), Split.whole(object), planned, BadRecordPolicy.FAIL)
                                .forEach(hit -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read s3://bucket/a.csv: its header is 'country,event_time,bytes', expected the"
                        + " input's first header 'event_time,country,bytes'. Read files with different headers"
                        + " separately (s3://bucket/a.csv)");
    }

    @Test
    void aValueOfAnotherTypeIsNamedWithObjectOffsetAndText() {
        ObjectRef object = put("event_time,country,bytes\n2026-03-01T00:00:00Z,de," + "x".repeat(100) + "\n");

        assertThatThrownBy(() -> reading.whole(Csv.records(Hit.class), object))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read a record: column bytes is '" + "x".repeat(80)
                        + "…', expected a whole number. Record: '2026-03-01T00:00:00Z,de," + "x".repeat(56)
                        + "…'. Correct it, or allow dead letters (s3://bucket/a.csv, byte 25)");
    }

    @Test
    void refusedRecordsGoToThePolicyAndTheOthersAreRead() {
        ObjectRef object = put("value\n1\n-1\nx\n2,3\n\"4\n5\"\n\"6\" 7\n8\n");
        List<BadRecord> bad = new ArrayList<>();
        List<Long> good = new ArrayList<>();

        try (RecordReader<Positive> reader = reading.open(Csv.records(Positive.class), object, bad::add)) {
            reader.forEach(positive -> good.add(positive.value()));
            assertThat(reader.records()).isEqualTo(7);
            assertThat(reader.refused()).isEqualTo(5);
        }

        assertThat(good).containsExactly(1L, 8L);
        assertThat(bad).extracting(BadRecord::offset).containsExactly(8L, 11L, 13L, 17L, 23L);
        assertThat(bad)
                .extracting(record -> record.problem().replaceAll("java:\\d+", "java"))
                .containsExactly(
                        "the record's constructor refuses it with java.lang.IllegalArgumentException: not positive: -1"
                                + " at io.anabranch.runtime.format.csv.CsvReadingTest$Positive.<init>(CsvReadingTest.java)",
                        "column value is 'x', expected a whole number",
                        "it has 2 fields, expected 1",
                        "column value is '4\\n5', expected a whole number",
                        "text follows the closing quote of field 1");
    }

    @Test
    void aQuoteThatIsNeverClosedFailsEvenWhereBadRecordsAreAllowed() {
        ObjectRef object = put("only\na\n\"b\nc\n");
        List<One> read = new ArrayList<>();

        assertThatThrownBy(() ->
                        reading.open(Csv.records(One.class), object, bad -> {}).forEach(read::add))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read CSV: a quote is never closed. Record: '\"b\\nc\\n'."
                        + " Correct it, or read the file without quotes (s3://bucket/a.csv, byte 7)");
        assertThat(read).containsExactly(new One("a"));
    }

    @Test
    void aStrayQuoteIsFoundBeforeTheRestOfTheFileIsInMemory() {
        String rest = "b".repeat(99) + "\n";
        ObjectRef object = put("only\n5\" disk\n" + rest.repeat(20_000));

        assertThatThrownBy(() -> reading.whole(Csv.records(One.class), object))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot read CSV: a quote inside field 1, which does not begin with one")
                .hasMessageEndingWith("(s3://bucket/a.csv, byte 5)");
        assertThat(reading.s3().ranges).hasSizeLessThan(4);
    }

    @Test
    void quotesAndLineEndsMayStraddleTheWindow() {
        for (int shift = -6; shift <= 6; shift++) {
            String filling = "x".repeat(Chunks.CHUNK_BYTES - 12 + shift);
            ObjectRef object = put("only\r\n\"" + filling + "\"\"\n\"\r\n\"b\"\r\nc\r\n");

            assertThat(reading.whole(Csv.records(One.class), object))
                    .as("shift %d", shift)
                    .containsExactly(new One(filling + "\"\n"), new One("b"), new One("c"));
        }
    }

    @Test
    void whatTheSinkThrowsPassesThrough() {
        ObjectRef object = put("only\na\n");
        IllegalStateException own = new IllegalStateException("mine");

        assertThatThrownBy(() -> reading.open(Csv.records(One.class), Split.whole(object))
                        .forEach(one -> {
                            throw own;
                        }))
                .isSameAs(own);
    }

    @Test
    void aSplitInsideIsAbandonedInsteadOfFailing() {
        ObjectRef object = put("value\n1\nx\n2\n");
        List<Positive> read = new ArrayList<>();
        Split split = new Split(object, 6, object.size());

        try (RecordReader<Positive> reader = reading.open(Csv.records(Positive.class), split)) {
            reader.forEach(read::add);

            assertThat(reader.isProvisional()).isTrue();
            assertThat(reader.bytes()).isEqualTo(6);
            assertThat(reader.evidence())
                    .contains(new SplitEvidence(6, object.size(), true, QuoteParity.evidence(false, false)));
        }
        assertThat(read).containsExactly(new Positive(1));
    }

    @Test
    void anAbandonedSplitStillKnowsItsQuotes() {
        ObjectRef object = put("only\na\nb\n\"c\nd\"\n");
        Split split = new Split(object, 5, 11);

        try (RecordReader<One> reader = reading.open(Csv.records(One.class), split)) {
            List<One> read = new ArrayList<>();
            reader.forEach(one -> {
                read.add(one);
                reader.abandon();
            });

            assertThat(read).containsExactly(new One("a"));
            assertThat(reader.evidence()).contains(new SplitEvidence(5, 11, true, QuoteParity.evidence(false, true)));
        }
    }

    @Test
    void theCurrentRecordIsAtHandWhileItIsInTheSink() {
        ObjectRef object = put("only\r\n\"a\"\r\nb");
        List<String> seen = new ArrayList<>();

        try (RecordReader<One> reader = reading.open(Csv.records(One.class), Split.whole(object))) {
            reader.forEach(one -> seen.add(reader.offset() + " " + reader.raw()));
        }

        assertThat(seen).containsExactly("6 \"a\"", "11 b");
    }

    @Test
    void aComponentThatNoFieldHoldsIsRefused() {
        assertThatThrownBy(() -> CsvComponents.of(Listed.class))
                .isInstanceOf(CodeException.class)
                .hasMessage("Cannot use Listed as a CSV record: component tags is a java.util.List<java.lang.String>,"
                        + " which no field holds. Use a number, a text, a time, an enum or an Optional of those");
    }

    private ObjectRef put(String text) {
        return reading.put("a.csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
