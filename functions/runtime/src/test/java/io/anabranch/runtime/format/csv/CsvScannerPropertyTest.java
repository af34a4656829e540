package io.anabranch.runtime.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.format.Csv;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.storage.TestS3;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that are taken apart while their end is looked for are taken apart as byte by byte. */
class CsvScannerPropertyTest {
    private static final int COLUMNS = 4;
    private static final CsvDialect DIALECT = CsvDialect.of(Csv.records(Row.class));
    private static final String[] PIECES = {
        ",",
        ",",
        ",",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        "\",\"",
        "\",",
        ",\"",
        "\"\n\"",
        "\"\r\n",
        "\r",
        "a",
        "bc",
        "é",
        "dddddddddd"
    };

    record Row(String a, String b, String c, String d) {}

    private final TestS3 s3 = new TestS3();

    @Test
    void fieldsAreWhereTheGrammarHasThem() {
        int apart = 0;
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(25); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String file = text.toString();
            Split all = Split.whole(s3.put("o.csv", file.getBytes(StandardCharsets.UTF_8)));
            CsvRow row = new CsvRow(COLUMNS, new int[] {0, 1, 2, 3});
            CsvRow expected = new CsvRow(COLUMNS, new int[] {0, 1, 2, 3});
            try (SplitInput input = new SplitInputs(s3.store()).open(all, false)) {
                CsvScanner scanner = new CsvScanner(input, DIALECT, row, COLUMNS);
                while (scanner.next()) {
                    byte[] bytes = input.chunks().bytes();
                    Integer count = split(scanner);
                    assertThat(count).as("seed %d: %s", seed, file).isEqualTo(split(bytes, scanner, expected));
                    if (count == null) {
                        refused++;
                        continue;
                    }
                    apart += row.hasQuotes ? 1 : 0;
                    for (int i = 0; i < Math.min(count, COLUMNS); i++) {
                        assertThat(field(row, i)).as("seed %d: %s", seed, file).isEqualTo(field(expected, i));
                        assertThat(row.hasQuotes && row.emptyTexts[i]).isEqualTo(expected.emptyTexts[i]);
                    }
                }
            } catch (MalformedCsvException e) {
                refused++;
            }
        }
        assertThat(apart).isGreaterThan(5000);
        assertThat(refused).isGreaterThan(5000);
    }

    private static String field(CsvRow row, int column) {
        int from = row.starts[column];
        return new String(row.bytes, from, row.ends[column] - from, StandardCharsets.UTF_8);
    }

    /** Null if it is refused. */
    private static @Nullable Integer split(CsvScanner scanner) {
        try {
            return scanner.split();
        } catch (RefusedRecordException | MalformedCsvException e) {
            return null;
        }
    }

    private static @Nullable Integer split(byte[] bytes, CsvScanner scanner, CsvRow row) {
        try {
            return new CsvQuoted(DIALECT, COLUMNS).split(bytes, scanner.from(), scanner.to(), true, row);
        } catch (RefusedRecordException e) {
            return null;
        }
    }
}
