package io.anabranch.runtime.format.csv;

import io.anabranch.Utf8;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.BadRecord;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordSink;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.message.Excerpt;
import io.anabranch.runtime.message.ThrownText;
import io.anabranch.runtime.record.RecordDecoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV records of a split. While the split's start is a guess, nothing that is wrong with a record is certain: the first
 * failure ends the delivery, and the evidence says that the split is suspect.
 *
 * <p>A blank line is no record, unless there is one column only: then it is an empty field.
 */
final class CsvReader<T> implements RecordReader<T> {
    private final SplitInput input;
    private final CsvDialect dialect;
    private final CsvColumns columns;
    private final RecordDecoder decoder;
    private final BadRecordPolicy policy;
    private final CsvRow row;
    private final CsvScanner scanner;
    private final @Nullable Boolean knownStart;
    private final boolean provisional;

    /** What the split's start was taken to be. */
    private boolean startsInQuotes;

    private long records;
    private long refused;
    private boolean abandoned;

    /**
     * @param knownStart whether the split starts inside quotes; null if nobody knows, which at the start of the object is the same as false
     */
    CsvReader(
            SplitInput input,
            CsvDialect dialect,
            CsvColumns columns,
            RecordDecoder decoder,
            BadRecordPolicy policy,
            @Nullable Boolean knownStart) {
        this.input = input;
        this.dialect = dialect;
        this.columns = columns;
        this.decoder = decoder;
        this.policy = policy;
        this.row = columns.newRow();
        this.knownStart = knownStart;
        this.provisional = dialect.hasQuotes() && input.startsInside() && knownStart == null;
        this.scanner = new CsvScanner(input, dialect, row, columns.count());
    }

    @Override
    @SuppressWarnings("unchecked") // The decoder makes records of T: whoever made this reader saw to it.
    public void forEach(RecordSink<? super T> sink) {
        begin();
        while (!abandoned && nextRecord()) {
            Object record = decode();
            if (record != null) {
                records++;
                sink.accept((T) record);
            }
        }
        if (abandoned) {
            scanner.skipToEnd();
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public long bytes() {
        return input.bytesBefore(scanner.position());
    }

    @Override
    public long offset() {
        return scanner.offset();
    }

    @Override
    public Utf8 raw() {
        return input.chunks().slice(scanner.from(), scanner.to());
    }

    @Override
    public boolean isProvisional() {
        return provisional;
    }

    @Override
    public void abandon() {
        if (!provisional) {
            throw new IllegalStateException("The start of " + input.split() + " is certain: nothing to abandon");
        }
        abandoned = true;
    }

    @Override
    public Optional<SplitEvidence> evidence() {
        Split split = input.split();
        return dialect.hasQuotes()
                ? Optional.of(new SplitEvidence(
                        split.start(),
                        split.end(),
                        abandoned,
                        QuoteParity.evidence(startsInQuotes, scanner.oddQuotes())))
                : Optional.empty();
    }

    @Override
    public void close() {
        input.close();
    }

    private void begin() {
        if (input.startsInside()) {
            startsInQuotes = scanner.skipToFirst(knownStart);
        } else if (dialect.header()) {
            new CsvHeader(dialect).read(scanner, input).ifPresent(header -> columns.check(header, input.object()));
        }
    }

    private boolean nextRecord() {
        try {
            while (scanner.next()) {
                if (!scanner.isBlank() || columns.count() == 1) {
                    return true;
                }
            }
        } catch (MalformedCsvException e) {
            fail(malformed(e));
        } catch (LimitException e) {
            fail(e);
        }
        return false;
    }

    private @Nullable Object decode() {
        try {
            int fields = scanner.split();
            return fields == columns.count() ? decodeFields() : refuse(wrongCount(fields));
        } catch (RefusedRecordException e) {
            return refuse(e.problem());
        } catch (MalformedCsvException e) {
            fail(malformed(e));
            return null;
        }
    }

    private @Nullable Object decodeFields() {
        String malformed = row.mayBeWide ? columns.malformed(row) : null;
        if (malformed != null) {
            return refuse(malformed);
        }
        try {
            return decoder.decode(row);
        } catch (RefusedRecordException e) {
            return refuse(columns.problem(row, e.problem()));
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return refuse("the record's constructor refuses it with " + ThrownText.of(e, CsvReader.class));
        } catch (LinkageError e) {
            // Of the class, whatever the record.
            throw new CodeException(
                    "Cannot make records: " + ThrownText.of(e, CsvReader.class), Where.at(input.object(), offset()), e);
        }
    }

    private String wrongCount(int fields) {
        String lines = CsvHeader.hasLoneReturn(input.chunks().bytes(), scanner.from(), scanner.to())
                ? ". " + CsvHeader.LONE_RETURN
                : "";
        return "it has " + fields + (fields == 1 ? " field" : " fields") + ", expected " + columns.count() + lines;
    }

    private @Nullable Object refuse(String problem) {
        records++;
        refused++;
        try {
            policy.refused(new BadRecord(input.object(), offset(), raw(), problem));
        } catch (InputException | LimitException e) {
            fail(e);
        }
        return null;
    }

    /** While the start is a guess the failure is kept back: read from the right start there may be none. */
    private void fail(RuntimeException failure) {
        if (!provisional) {
            throw failure;
        }
        abandoned = true;
    }

    private InputException malformed(MalformedCsvException e) {
        return malformed(input, e);
    }

    static InputException malformed(SplitInput input, MalformedCsvException e) {
        int from = input.chunks().index(e.offset());
        return new InputException(
                "Cannot read CSV: " + e.getMessage() + ". Record: "
                        + Excerpt.of(input.chunks().slice(from, input.chunks().limit()))
                        + ". Correct it, or read the file without quotes",
                Where.at(input.object(), e.offset()));
    }
}
