package io.anabranch.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Utf8;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Splitting into n parts gives what one part gives: the same records, in the same order. */
class SplitIndependencePropertyTest {
    private static final int SEEDS = 300;
    private static final String[] PIECES = {
        "a", "bc", "ü", "日本", "🦆", " ", "'", "x=1", "\\", "\r", ";", "\t", "0", "\u0000", "\u0001", "\uFEFF"
    };

    record Row(String name, long number, String text) {}

    record Three(String first, String second, Utf8 third) {}

    private final SplitReading reading = new SplitReading();

    @Test
    void linesOfTextDoNotDependOnSplits() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<String> lines = texts(random, "");
            ObjectRef object = put("a.txt", lines, random);

            assertThat(reading.whole(Text.lines(), object)).as("seed %d", seed).isEqualTo(lines);
            assertAnySplitsGive(lines, Text.lines(), object, seed);
            assertAnySplitsGive(lines.stream().map(Utf8::of).toList(), Text.utf8Lines(), object, seed);
        }
    }

    @Test
    void jsonLinesDoNotDependOnSplits() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Row> rows = rows(random, "\n\"");
            byte[] bytes = write(Json.records(Row.class), rows);
            ObjectRef object = reading.put("a.jsonl", trimmed(bytes, random));

            assertAnySplitsGive(rows, Json.records(Row.class), object, seed);
        }
    }

    @Test
    void csvWithQuotesDoesNotDependOnSplits() {
        int misjudged = 0;
        int trusted = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Row> rows = rows(random, seed % 3 == 0 ? "" : "\n\",");
            if (seed % 3 == 1) {
                // What a split's start is guessed by.
                rows.add(new Row("like rows", seed, "a,1,b\n".repeat(random.nextInt(50))));
            }
            Csv<Row> format = Csv.records(Row.class);
            ObjectRef object = reading.put("a.csv", trimmed(write(format, rows), random));

            assertThat(reading.whole(format, object)).as("seed %d", seed).isEqualTo(rows);
            for (int n : new int[] {2, 3, 7, 50}) {
                List<Split> splits = SplitReading.cut(object, n, random);
                assertThat(reading.read(format, splits, object))
                        .as("seed %d, splits %s", seed, splits)
                        .isEqualTo(rows);
                misjudged += reading.misjudged > 0 ? 1 : 0;
                trusted += reading.misjudged > 0 ? 0 : 1;
            }
        }
        assertThat(misjudged)
                .as("objects of which a split's start was guessed wrong")
                .isGreaterThan(100);
        assertThat(trusted)
                .as("objects of which no split's start was guessed wrong")
                .isGreaterThan(100);
    }

    /** Whatever a wrong guess makes of the records, the number of quotes tells. */
    @Test
    void quotedTextThatLooksLikeRowsIsNeverTakenForRows() {
        String rows = "x,y,z\n".repeat(40);
        String text = "first,second,third\na,b,\"" + rows + "\"\nc,\"" + rows + "\",d\n";
        Csv<Three> format = Csv.records(Three.class);
        ObjectRef object = reading.put("a.csv", text.getBytes(StandardCharsets.UTF_8));
        List<Three> whole = reading.whole(format, object);
        assertThat(whole).hasSize(2);
        for (int at = 0; at <= object.size(); at++) {
            List<Split> splits = List.of(new Split(object, 0, at), new Split(object, at, object.size()));
            assertThat(reading.read(format, splits, object)).as("cut at %d", at).isEqualTo(whole);
        }
    }

    @Test
    void csvWithoutQuotesDoesNotDependOnSplits() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Row> rows = rows(random, "\"").stream()
                    .map(row -> new Row(row.name.replaceAll("[;\r]", ""), row.number, row.text.replaceAll("[;\r]", "")))
                    .toList();
            Csv<Row> format = Csv.records(Row.class).delimiter(';').withoutQuotes();
            ObjectRef object = reading.put("a.csv", trimmed(write(format, rows), random));

            assertAnySplitsGive(rows, format, object, seed);
        }
    }

    @Test
    void csvWithoutHeaderWithCarriageReturnsDoesNotDependOnSplits() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Row> rows = rows(random, "\",");
            Csv<Row> format = Csv.records(Row.class).withoutHeader();
            String lines = new String(write(format, rows), StandardCharsets.UTF_8).replace("\n", "\r\n");
            ObjectRef object = reading.put("a.csv", trimmed(lines.getBytes(StandardCharsets.UTF_8), random));

            assertAnySplitsGive(rows, format, object, seed);
        }
    }

    @Test
    void recordsOfSeveralMegabytesDoNotDependOnSplits() {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String text = ("é\n,\"" + i).repeat(i % 2 == 0 ? 3 : 700_000);
            rows.add(new Row("r" + i, i, text));
        }
        ObjectRef csv = reading.put("a.csv", write(Csv.records(Row.class), rows));
        ObjectRef json = reading.put("a.jsonl", write(Json.records(Row.class), rows));
        reading.s3().bytesPerRead = 16_000;
        for (int n : new int[] {1, 2, 9}) {
            assertThat(reading.read(Csv.records(Row.class), SplitReading.cut(csv, n, random), csv))
                    .isEqualTo(rows);
            assertThat(reading.read(Json.records(Row.class), SplitReading.cut(json, n, random), json))
                    .isEqualTo(rows);
        }
    }

    @Test
    void aSplitOfShortRecordsTakesOneRequest() {
        List<String> lines = java.util.Collections.nCopies(40_000, "x".repeat(99));
        byte[] bytes = write(Text.lines(), lines);
        ObjectRef object = reading.put("a.txt", bytes);
        reading.s3().bytesPerRead = 16_000;

        assertThat(reading.read(Text.lines(), SplitReading.cut(object, 5, new Random(1)), object))
                .isEqualTo(lines);
        assertThat(reading.s3().ranges).hasSize(5);
    }

    @Test
    void everyCutOfASmallFileGivesTheSame() {
        String text = "\uFEFFfirst,second,third\r\n1,\"ü,\"\"\r\n\",3\r\n\r\n,,\n4,5,🦆";
        ObjectRef object = reading.put("a.csv", text.getBytes(StandardCharsets.UTF_8));
        Csv<Three> format = Csv.records(Three.class);
        List<Three> expected = List.of(
                new Three("1", "ü,\"\r\n", Utf8.of("3")),
                new Three("", "", Utf8.EMPTY),
                new Three("4", "5", Utf8.of("🦆")));
        for (long a = 0; a <= object.size(); a++) {
            for (long b = a; b <= object.size(); b++) {
                List<Split> splits =
                        List.of(new Split(object, 0, a), new Split(object, a, b), new Split(object, b, object.size()));
                assertThat(reading.read(format, splits, object))
                        .as("cuts at %d, %d", a, b)
                        .isEqualTo(expected);
            }
        }
    }

    private <T> void assertAnySplitsGive(List<T> expected, Format<T> format, ObjectRef object, int seed) {
        Random random = new Random(seed);
        reading.s3().bytesPerRead = seed % 5 == 0 ? 1 + random.nextInt(7) : Integer.MAX_VALUE;
        for (int n : new int[] {1, 2, 3, 10, 100}) {
            List<Split> splits = SplitReading.cut(object, n, random);
            assertThat(reading.read(format, splits, object))
                    .as("seed %d, splits %s", seed, splits)
                    .isEqualTo(expected);
        }
        reading.s3().bytesPerRead = Integer.MAX_VALUE;
    }

    /** Lines with LF or CR LF, with and without the last line end, with and without a byte order mark. */
    private ObjectRef put(String key, List<String> lines, Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 && !lines.isEmpty() ? "\uFEFF" : "");
        for (String line : lines) {
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return reading.put(key, trimmed(text.toString().getBytes(StandardCharsets.UTF_8), random));
    }

    /** Without the last line end, half of the time, if a record comes before it. */
    private static byte[] trimmed(byte[] bytes, Random random) {
        int length = bytes.length;
        if (random.nextBoolean() && length > 2 && bytes[length - 1] == '\n') {
            length -= bytes[length - 2] == '\r' ? 2 : 1;
            if (bytes[length - 1] == '\n' || (bytes[length - 1] == (byte) 0xBF && length == 3)) {
                length = bytes.length;
            }
        }
        return java.util.Arrays.copyOf(bytes, length);
    }

    private static List<Row> rows(Random random, String special) {
        List<Row> rows = new ArrayList<>();
        for (String text : texts(random, special)) {
            rows.add(new Row(text, random.nextLong(), random.nextBoolean() ? text : "plain"));
        }
        return rows;
    }

    private static List<String> texts(Random random, String special) {
        List<String> texts = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int pieces = random.nextInt(10) == 0 ? random.nextInt(500) : random.nextInt(6);
            for (int j = 0; j < pieces; j++) {
                int pick = random.nextInt(PIECES.length + special.length());
                text.append(pick < PIECES.length ? PIECES[pick] : special.charAt(pick - PIECES.length));
            }
            boolean first = i == 0 && text.indexOf("\uFEFF") == 0;
            String line = text.toString();
            texts.add(first || (line.endsWith("\r") && special.isEmpty()) ? "z" + line.strip() : line);
        }
        return texts;
    }

    private static <T> byte[] write(Format<T> format, List<T> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordWriter<T> writer = Formats.of(format).writer(bytes)) {
            records.forEach(writer::write);
            writer.finish();
        }
        return bytes.toByteArray();
    }
}
