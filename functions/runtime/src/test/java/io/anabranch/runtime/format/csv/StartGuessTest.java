package io.anabranch.runtime.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.format.Csv;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitReading;
import io.anabranch.runtime.storage.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How often the start of a split is guessed wrong: what was guessed wrong is read twice. */
class StartGuessTest {
    private static final CsvDialect DIALECT = CsvDialect.of(Csv.records(Event.class));
    private static final int COLUMNS = 5;

    record Event(String time, String user, String url, String note, long bytes) {}

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String file(Random random, int records, Function<Random, String> note) {
        StringBuilder file = new StringBuilder("time,user,url,note,bytes\n");
        for (int i = 0; i < records; i++) {
            file.append("2024-01-01T00:00:").append(10 + i % 50).append("Z,u").append(random.nextInt(1000));
            file.append(',').append("/p/").append(random.nextInt(10_000)).append(',');
            file.append(note.apply(random)).append(',').append(random.nextInt(100_000));
            file.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return file.toString();
    }

    /** Of all places where a split could start. */
    private static double wrong(String file) {
        byte[] bytes = (file + "        ").getBytes(StandardCharsets.UTF_8);
        int wrong = 0;
        boolean inside = false;
        for (int at = 1; at < file.length(); at++) {
            inside ^= bytes[at - 1] == '"';
            if (StartGuess.isInside(DIALECT, COLUMNS, bytes, at, file.length()) != inside) {
                wrong++;
            }
        }
        return (double) wrong / file.length();
    }

    @Test
    void inDataWithSomeQuotedFieldsHardlyOneStartInTenThousandIsGuessedWrong() {
        String file = file(new Random(1), 600, random -> switch (random.nextInt(20)) {
            case 0, 1 -> quoted("q=" + random.nextInt(1000) + ", and more of it, " + random.nextInt());
            case 2 -> quoted("said \"yes\", and \"no\"");
            default -> "plain" + random.nextInt(100);
        });
        assertThat(wrong(file)).isLessThan(0.0001);
    }

    @Test
    void soWhereEveryRecordHasLineEndsCommasAndQuotesInQuotes() {
        String file = file(
                new Random(2),
                300,
                random -> quoted("1,2,3," + random.nextInt(9) + "\n,\"" + random.nextInt(9) + "\"\r\n\"\",end"));
        assertThat(wrong(file)).isLessThan(0.0001);
    }

    @Test
    void soWhereThereIsNoQuoteAtAll() {
        assertThat(wrong(file(new Random(3), 200, random -> "n" + random.nextInt(10))))
                .isZero();
    }

    @Test
    void aFileWithinAFieldOfAFileIsTakenForTheFileAndReadAgain() {
        String inner = file(new Random(4), 1, random -> "x").repeat(200);
        String file = "time,user,url,note,bytes\n1,2,3," + quoted(inner) + ",5\n6,7,8,9,10\n";
        SplitReading reading = new SplitReading();
        ObjectRef object = reading.put("o.csv", file.getBytes(StandardCharsets.UTF_8));
        List<Split> splits = new ArrayList<>();
        for (long start = 0; start < object.size(); start += 1000) {
            splits.add(new Split(object, start, Math.min(object.size(), start + 1000)));
        }

        assertThat(reading.read(Csv.records(Event.class), splits, object))
                .containsExactly(new Event("1", "2", "3", inner, 5), new Event("6", "7", "8", "9", 10));
        assertThat(reading.misjudged).isGreaterThan(5);
    }
}
