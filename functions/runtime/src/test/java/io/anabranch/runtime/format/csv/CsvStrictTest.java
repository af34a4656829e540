package io.anabranch.runtime.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.format.Csv;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.SplitReading;
import io.anabranch.runtime.format.WritingTest;
import io.anabranch.runtime.storage.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No value and the empty text, half a line end, and files of other programs' lines. */
class CsvStrictTest {
    private record Texts(
            String text,
            @Nullable String orNull,
            Optional<String> optional,
            @Nullable Utf8 utf8) {}

    private record Numbers(long a, @Nullable Long b, Optional<Long> c) {}

    private record Boxed(Long a) {}

    private record One(@Nullable String only) {}

    private record Pair(String name, long number) {}

    private final SplitReading reading = new SplitReading();

    @Test
    void nothingIsNoValueAndTwoQuotesAreTheEmptyText() {
        Csv<Texts> format = Csv.records(Texts.class);
        List<Texts> texts =
                List.of(new Texts("", null, Optional.empty(), null), new Texts("", "", Optional.of(""), Utf8.EMPTY));

        String written = WritingTest.write(format, texts);

        assertThat(written).isEqualTo("text,or_null,optional,utf8\n\"\",,,\n\"\",\"\",\"\",\"\"\n");
        assertThat(reading.whole(format, put(written))).isEqualTo(texts);
        assertThat(reading.whole(format, put("text,or_null,optional,utf8\n,\"\",,\"\"\n\"a\"\"\",\"\",\"\",\n")))
                .containsExactly(
                        new Texts("", "", Optional.empty(), Utf8.EMPTY), new Texts("a\"", "", Optional.of(""), null));
    }

    @Test
    void ofWhatHasNoEmptyTextBothAreNoValue() {
        assertThat(reading.whole(Csv.records(Numbers.class), put("a,b,c\n1,,\n2,\"\",\"\"\n3,4,\"5\"\n")))
                .containsExactly(
                        new Numbers(1, null, Optional.empty()),
                        new Numbers(2, null, Optional.empty()),
                        new Numbers(3, 4L, Optional.of(5L)));
    }

    @Test
    void aReferenceThatIsNeitherOptionalNorNullableIsNeverEmpty() {
        assertThatThrownBy(() -> reading.whole(Csv.records(Boxed.class), put("a,b\n1,2\n,3\n")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot read a record: column a is empty, expected a whole number.");
    }

    @Test
    @SuppressWarnings("NullAway") // A user's code that is not checked.
    void nullIsWrittenWhereItMayBeOnly() {
        assertThatThrownBy(() -> WritingTest.write(Csv.records(Pair.class), List.of(new Pair(null, 1))))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot write column name: it is null. Declare it @Nullable, or as an Optional");
    }

    @Test
    void aRecordOfOneNullIsABlankLine() {
        List<One> records = List.of(new One(null), new One(""), new One("a"), new One(null));

        String written = WritingTest.write(Csv.records(One.class), records);

        assertThat(written).isEqualTo("only\n\n\"\"\na\n\n");
        assertThat(reading.whole(Csv.records(One.class), put(written))).isEqualTo(records);
    }

    @Test
    void withoutQuotesTheEmptyTextIsRefusedWhereItLooksLikeNoValue() {
        Csv<One> format = Csv.records(One.class).withoutQuotes();

        assertThatThrownBy(() -> WritingTest.write(format, List.of(new One(""))))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "Cannot write column only: it is the empty text, which without quotes looks like no value.");
        assertThat(WritingTest.write(Csv.records(Pair.class).withoutQuotes(), List.of(new Pair("", 1))))
                .isEqualTo("name,number\n,1\n");
    }

    @Test
    void aCarriageReturnAtTheVeryEndIsHalfALineEnd() {
        assertThat(reading.whole(Csv.records(Pair.class), put("name,number\r\na,1\r\nb,2\r")))
                .containsExactly(new Pair("a", 1), new Pair("b", 2));
        assertThat(reading.whole(Csv.records(Pair.class), put("number,name\r\n1,a\r\n2,\"b\"\r")))
                .containsExactly(new Pair("a", 1), new Pair("b", 2));
        ObjectRef text = reading.put("a.txt", "a\r\nb\ra\r\na\r".getBytes(StandardCharsets.UTF_8));
        assertThat(reading.whole(Text.lines(), text)).containsExactly("a", "b\ra", "a");
        assertThat(reading.whole(Csv.records(One.class), put("only\r\na\r\n\r")))
                .containsExactly(new One("a"), new One(null));
    }

    @Test
    void aFileWhoseLinesEndInACarriageReturnAloneIsRefusedInOneLine() {
        for (String file :
                List.of("name,number\ra,1\rb,2\r", "name,number,x\ra,1,2\rb,2,3", "x\rname,number\r1,2,3\n")) {
            assertThatThrownBy(() -> reading.preamble(Csv.records(Pair.class), put(file)))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("Cannot read the header: it is '")
                    .hasMessageContaining("\\r")
                    .hasMessageEndingWith(
                            "Its lines seem to end in a carriage return alone: convert them to end in a line feed"
                                    + " (s3://bucket/a.csv)")
                    .message()
                    .doesNotContain("\r");
        }
        assertThatThrownBy(() -> reading.whole(Csv.records(Pair.class).withoutHeader(), put("a,1\rb,2\rc,3\r")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it has 4 fields, expected 2. Its lines seem to end in a carriage return alone");
    }

    @Test
    void namesInMessagesAreQuotedAsDataIs() {
        assertThatThrownBy(() -> reading.preamble(Csv.records(Pair.class), put("nam\u001b[31me,\"a\nb\",number\n")))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot find column name: the header has nam\\x1b[31me, a\\nb, number."
                        + " Name the record's components like the columns (s3://bucket/a.csv)");
    }

    @Test
    void aLongNumberIsQuotedWhereADigitIsTheDelimiter() {
        Csv<Numbers> format = Csv.records(Numbers.class).delimiter('0');
        List<Numbers> numbers =
                List.of(new Numbers(102030, 0L, Optional.of(-5L)), new Numbers(7, null, Optional.empty()));

        assertThat(reading.whole(format, put(WritingTest.write(format, numbers))))
                .isEqualTo(numbers);
    }

    @Test
    void aPartThatBeginsWithAByteOrderMarkOfItsOwnReadsBack() {
        Csv<One> format = Csv.records(One.class).withoutHeader();
        for (Csv<One> each : List.of(format, format.withoutQuotes())) {
            List<One> records = List.of(new One("\uFEFFa"), new One("\uFEFF"));

            assertThat(reading.whole(each, put(WritingTest.write(each, records))))
                    .isEqualTo(records);
        }
        List<String> lines = List.of("\uFEFF", "\uFEFFb");
        ObjectRef text =
                reading.put("a.txt", WritingTest.write(Text.lines(), lines).getBytes(StandardCharsets.UTF_8));
        assertThat(reading.whole(Text.lines(), text)).isEqualTo(lines);
    }

    @Test
    void aLineThatEndsInACarriageReturnIsRefused() {
        assertThatThrownBy(() -> WritingTest.write(Text.lines(), List.of("x\r")))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot write a line: it holds a line end: 'x\\r'. Split it, or write CSV or JSON");
    }

    @Test
    void refusedRecordsOfAWideFileAreCounted() {
        List<String> problems = new ArrayList<>();
        try (RecordReader<Pair> reader = reading.open(
                Csv.records(Pair.class), put("name,number\nü,1\nü,x\n\"ü\",2\n"), bad -> problems.add(bad.problem()))) {
            reader.forEach(pair -> {});
            assertThat(reader.records()).isEqualTo(3);
            assertThat(reader.refused()).isEqualTo(1);
        }
        assertThat(problems).containsExactly("column number is 'x', expected a whole number");
    }

    private ObjectRef put(String text) {
        return reading.put("a.csv", text.getBytes(StandardCharsets.UTF_8));
    }
}
