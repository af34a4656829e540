package io.anabranch.runtime.format.csv;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.bytes.Utf8Check;
import io.anabranch.runtime.message.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first record of a CSV object, which names the columns. */
final class CsvHeader {
    static final String LONE_RETURN =
            "Its lines seem to end in a carriage return alone: convert them to end in a line feed";

    private final CsvDialect dialect;

    CsvHeader(CsvDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The names, or nothing if the object is empty.
     *
     * @throws InputException if the first record is blank, or malformed
     */
    Optional<List<String>> read(SplitInput input) {
        return read(new CsvScanner(input, dialect, new CsvRow(0, new int[0]), 0), input);
    }

    /** The same through the scanner that goes on behind the header. */
    Optional<List<String>> read(CsvScanner scanner, SplitInput input) {
        try {
            if (!scanner.next()) {
                return Optional.empty();
            }
            if (scanner.isBlank()) {
                throw new InputException(
                        "Cannot read the header: the first line is blank. Remove it, or read the file without a header",
                        Where.in(input.object()));
            }
            return Optional.of(names(input.chunks().bytes(), scanner.from(), scanner.to()));
        } catch (RefusedRecordException e) {
            throw new InputException("Cannot read the header: " + e.problem(), Where.in(input.object()), e);
        } catch (MalformedCsvException e) {
            throw CsvReader.malformed(input, e);
        }
    }

    /** Whether there is a carriage return that no line feed follows. */
    static boolean hasLoneReturn(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\r' && (i + 1 == to || bytes[i + 1] != '\n')) {
                return true;
            }
        }
        return false;
    }

    private List<String> names(byte[] bytes, int from, int to) {
        if (Utf8Check.firstMalformed(bytes, from, to) >= 0) {
            throw new RefusedRecordException("it is not UTF-8: " + Excerpt.of(bytes, from, to) + ". Convert the file");
        }
        if (hasLoneReturn(bytes, from, to)) {
            throw new RefusedRecordException("it is " + Excerpt.of(bytes, from, to) + ". " + LONE_RETURN);
        }
        int most = 1 + ByteScan.count(bytes, from, to, ByteScan.pattern(dialect.delimiter()));
        CsvRow row = new CsvRow(most, new int[0]);
        int count = new CsvQuoted(dialect, most).split(bytes, from, to, true, row);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(new String(row.bytes, row.starts[i], row.ends[i] - row.starts[i], StandardCharsets.UTF_8));
        }
        return List.copyOf(names);
    }
}
