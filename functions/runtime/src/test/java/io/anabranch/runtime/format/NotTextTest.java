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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes that are not UTF-8, and halves of characters: refused wherever they become text or text becomes them, and never replaced. */
class NotTextTest {
    private record City(String name, long number) {}

    private record Place(Utf8 name, long number) {}

    private record Only(long number) {}

    private record Note(String text) {}

    private record Line(Utf8 text) {}

    private record Letter(char text) {}

    private final SplitReading reading = new SplitReading();

    /** Of what other programs write for "Zü🦆". */
    private static Map<String, byte[]> notUtf8() {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        texts.put("Latin-1", bytes('Z', 0xFC));
        texts.put("Windows-1252", bytes('Z', 0x80, 0xFC));
        texts.put("CESU-8", bytes('Z', 0xED, 0xA0, 0xBE, 0xED, 0xB6, 0x86));
        texts.put("a character cut in two", bytes('Z', 0xC3));
        texts.put("a duck cut in two", bytes(0xF0, 0x9F, 0xA6));
        texts.put("the rest of a character", bytes('Z', 0xBC));
        texts.put("too long a form", bytes('Z', 0xC0, 0x80));
        texts.put("beyond the last character", bytes(0xF4, 0x90, 0x80, 0x80));
        return texts;
    }

    @Test
    void aFieldOrLineThatIsNotUtf8IsRefusedWithItsObjectAndOffset() {
        notUtf8().forEach((name, text) -> {
            byte[] csv = join(
                    "name,number\nüa,1\n".getBytes(StandardCharsets.UTF_8),
                    text,
                    bytes(',', '2', '\n', 'b', ',', '3', '\n'));
            assertRefused(name, Csv.records(City.class), "a.csv", csv, 18, new City("üa", 1), new City("b", 3));
            assertRefused(
                    name,
                    Csv.records(Place.class),
                    "a.csv",
                    csv,
                    18,
                    new Place(Utf8.of("üa"), 1),
                    new Place(Utf8.of("b"), 3));
            byte[] quoted = join(
                    "name,number\n".getBytes(StandardCharsets.UTF_8), bytes('"'), text, bytes('"', ',', '2', '\n'));
            assertRefused(name, Csv.records(City.class), "a.csv", quoted, 12);
            byte[] lines = join(bytes('a', '\n'), text, bytes('\n', 'b'));
            assertRefused(name, Text.lines(), "a.txt", lines, 2, "a", "b");
            assertRefused(name, Text.utf8Lines(), "a.txt", lines, 2, Utf8.of("a"), Utf8.of("b"));
            byte[] json = join(
                    "{\"text\":\"a\"}\n{\"text\":\"".getBytes(StandardCharsets.UTF_8),
                    text,
                    "\"}\n".getBytes(StandardCharsets.UTF_8));
            assertRefused(name, Json.records(Note.class), "a.jsonl", json, 13, new Note("a"));
            assertRefused(name, Json.records(Line.class), "a.jsonl", json, 13, new Line(Utf8.of("a")));
        });
    }

    @Test
    void theMessageShowsTheBytesAndSaysWhatToDo() {
        ObjectRef object = reading.put("a.csv", join(bytes("name,number\nM"), bytes(0xFC), bytes("nster,1\n")));

        assertThatThrownBy(() -> reading.whole(Csv.records(City.class), object))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read a record: column name is 'M\\xfcnster', which is not UTF-8: convert it."
                        + " Record: 'M\\xfcnster,1'. Correct it, or allow dead letters (s3://bucket/a.csv, byte 12)");
    }

    @Test
    void aColumnThatNobodyReadsIsLeftAlone() {
        ObjectRef object = reading.put("a.csv", join(bytes("name,number\nM"), bytes(0xFC), bytes("nster,1\n")));

        assertThat(reading.whole(Csv.records(Only.class), object)).containsExactly(new Only(1));
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() {
        ObjectRef object = reading.put("a.csv", join(bytes("number,stra"), bytes(0xDF), bytes("e\n1,b\n")));

        assertThatThrownBy(() -> reading.preamble(Csv.records(Only.class), object))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot read the header: it is not UTF-8: 'number,stra\\xdfe'. Convert the file (s3://bucket/a.csv)");
    }

    @Test
    void theReplacementCharacterItselfIsText() {
        ObjectRef object = reading.put("a.csv", bytes("name,number\n\uFFFD,1\n"));

        assertThat(reading.whole(Csv.records(City.class), object)).containsExactly(new City("\uFFFD", 1));
    }

    @Test
    void halfASurrogatePairOfJsonIsNoUtf8AndIsKeptAsAString() {
        for (String half : List.of("\\ud83d", "\\ude00", "a\\ud83db", "\\ude00\\ud83d")) {
            ObjectRef object = reading.put("a.jsonl", bytes("{\"text\":\"" + half + "\"}\n"));

            assertThatThrownBy(() -> reading.whole(Json.records(Line.class), object))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("expected a text without half a surrogate pair");
            assertThat(reading.whole(Json.records(Note.class), object)).hasSize(1);
        }
        assertThat(reading.whole(
                        Json.records(Line.class), reading.put("a.jsonl", bytes("{\"text\":\"\\ud83e\\udd86\"}\n"))))
                .containsExactly(new Line(Utf8.of("🦆")));
    }

    @Test
    void halfASurrogatePairIsNeverWritten() {
        for (String half : List.of("\uD83D", "x\uDE00", "\uD83D\uD83D\uDE00")) {
            assertNotWritten(Text.lines(), half, "Cannot write a line: it is not text: half a surrogate pair");
            assertNotWritten(Csv.records(Note.class), new Note(half), "Cannot write column text: it is not text: half");
            assertNotWritten(
                    Json.records(Note.class), new Note(half), "Cannot write property text: it is not text: half");
        }
        assertNotWritten(
                Csv.records(Letter.class), new Letter('\uD83D'), "Cannot write column text: it is not text: half");
        assertNotWritten(
                Json.records(Letter.class), new Letter('\uD83D'), "Cannot write property text: it is not text: half");
    }

    @Test
    void bytesThatAreNotUtf8AreNeverWritten() {
        notUtf8().forEach((name, bytes) -> {
            Utf8 text = Utf8.wrap(bytes, 0, bytes.length);
            assertNotWritten(Text.utf8Lines(), text, "Cannot write a line: it is not UTF-8: '");
            assertNotWritten(Csv.records(Line.class), new Line(text), "Cannot write column text: it is not UTF-8: '");
            assertNotWritten(
                    Json.records(Line.class), new Line(text), "Cannot write property text: it is not UTF-8: '");
        });
    }

    private static <T> void assertNotWritten(Format<T> format, T record, String problem) {
        try (RecordWriter<T> writer = Formats.of(format).writer(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> writer.write(record))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(problem);
        }
    }

    private <T> void assertRefused(
            String name, Format<T> format, String key, byte[] bytes, long offset, Object... others) {
        ObjectRef object = reading.put(key, bytes);
        List<T> read = new ArrayList<>();
        List<BadRecord> bad = new ArrayList<>();
        try (RecordReader<T> reader = reading.open(format, object, bad::add)) {
            reader.forEach(read::add);
        }
        assertThat(read).as(name).isEqualTo(List.of(others));
        assertThat(bad).as(name).hasSize(1);
        assertThat(bad.get(0).offset()).as(name).isEqualTo(offset);
        assertThat(bad.get(0).problem()).as(name).contains("is not UTF-8: convert it");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
