package io.anabranch.runtime.format.csv;

import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.format.bytes.ByteOrderMark;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.bytes.Chunks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of a split of CSV. They are taken apart eight bytes at a time. Of one with doubled quotes, or with quotes where
 * they may not be, only the end is found that way, and {@link CsvQuoted} takes it apart.
 *
 * <p>Whether a split that starts inside its object starts inside quotes is guessed, unless it is known. Since at the end of a record the
 * number of quotes is even, what the whole split adds is the number of quotes in its last record, up to the split's end; and one
 * more if it was known to start inside quotes.
 */
final class CsvScanner {
    private static final long NEWLINE = ByteScan.pattern((byte) '\n');

    private final SplitInput input;
    private final Chunks chunks;
    private final CsvRow row;
    private final CsvDialect dialect;
    private final CsvQuoted quoted;
    private final int columns;
    private final byte delimiter;
    private final byte quote;
    private final long delimiterPattern;
    private final long quotePattern;

    /** Offset of the current record, a byte order mark before it included. */
    private long start;

    /** The current record's content in the window. */
    private int from;

    private int to;

    /** Behind the current record's line end. */
    private int next;

    private int fields;
    private boolean hasQuotes;

    /** Whether {@link #find} has found the fields. */
    private boolean isApart;

    private boolean startsInQuotes;
    private boolean oddQuotes;

    /** Whether the end of the window lies inside quotes, after {@link #recordEnd} found no end. */
    private boolean insideAtLimit;

    CsvScanner(SplitInput input, CsvDialect dialect, CsvRow row, int columns) {
        this.input = input;
        this.chunks = input.chunks();
        this.row = row;
        this.dialect = dialect;
        this.quoted = new CsvQuoted(dialect, columns);
        this.columns = columns;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.delimiterPattern = ByteScan.pattern(dialect.delimiter());
        this.quotePattern = ByteScan.pattern(dialect.quote());
        this.start = input.split().start();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Offset of the current record's content. */
    long offset() {
        return chunks.offset(from);
    }

    boolean isBlank() {
        return from == to;
    }

    /** Offset up to which the split has been looked at. */
    long position() {
        return chunks.offset(next);
    }

    /** Whether the quotes in the split are odd in number; after the last record. */
    boolean oddQuotes() {
        return oddQuotes;
    }

    /**
     * Leaves the record that began before the split, if one did.
     *
     * @param known whether the split's first byte lies inside quotes; null to guess it
     * @return whether it was taken to lie inside quotes
     */
    boolean skipToFirst(@Nullable Boolean known) {
        boolean inQuotes = chunks.more(0) && (known == null ? guess() : known);
        startsInQuotes = inQuotes;
        if (chunks.limit() == 0 || (chunks.bytes()[0] == '\n' && !inQuotes)) {
            next = Math.min(1, chunks.limit());
            return inQuotes;
        }
        boolean inside = inQuotes;
        boolean odd = false;
        int at = 1;
        while (true) {
            int newline = recordEnd(at, inside);
            int end = newline < 0 ? chunks.limit() : newline;
            odd ^= isOdd(at, end);
            if (newline >= 0) {
                next = newline + 1;
                break;
            }
            inside = insideAtLimit;
            long position = chunks.offset(chunks.limit());
            boolean more = chunks.more(chunks.limit());
            at = chunks.index(position);
            if (!more) {
                next = at;
                break;
            }
        }
        oddQuotes = position() >= input.end() ? odd : inQuotes;
        return inQuotes;
    }

    private boolean guess() {
        return dialect.hasQuotes() && StartGuess.isInside(dialect, columns, chunks.bytes(), 1, chunks.limit());
    }

    /** Moves to the next record; false if the split owns no more. */
    boolean next() throws MalformedCsvException {
        start = chunks.offset(next);
        if (start >= input.end() || (chunks.limit() == next && !chunks.more(next))) {
            return false;
        }
        while (!find(content())) {
            checkSoFar();
            long end = chunks.offset(chunks.limit());
            if (!chunks.more(chunks.index(start))) {
                return last();
            }
            next = chunks.index(end);
        }
        countQuotes();
        return true;
    }

    /**
     * Takes the current record's fields apart.
     *
     * @return their number, which may be other than the row's
     * @throws RefusedRecordException if quotes are where they may not be
     */
    int split() throws MalformedCsvException {
        row.hasQuotes = hasQuotes;
        if (isApart) {
            return fields;
        }
        row.mayBeWide = true;
        try {
            return quoted.split(chunks.bytes(), from, to, true, row);
        } catch (RefusedRecordException e) {
            if (ByteScan.indexOf(chunks.bytes(), from, to, NEWLINE) >= 0) {
                throw new MalformedCsvException(e.problem(), start);
            }
            throw e;
        }
    }

    /** Reads on to the split's end without looking for records. */
    void skipToEnd() {
        boolean odd = false;
        int at = chunks.index(start);
        while (true) {
            odd ^= isOdd(at, chunks.limit());
            long end = chunks.offset(chunks.limit());
            if (end >= input.end() || !chunks.more(chunks.limit())) {
                break;
            }
            at = chunks.index(end);
        }
        next = chunks.limit();
        oddQuotes = startsInQuotes ^ odd;
    }

    /** Index of the current record's first byte that is not of a byte order mark. */
    private int content() {
        int index = chunks.index(start);
        return start == 0 ? index + ByteOrderMark.lengthAt(chunks.bytes(), index, chunks.limit()) : index;
    }

    /** The bytes after the last line end, without half of one. */
    private boolean last() throws MalformedCsvException {
        from = content();
        int limit = chunks.limit();
        to = limit > from && chunks.bytes()[limit - 1] == '\r' ? limit - 1 : limit;
        next = limit;
        if (hasQuotes) {
            if (insideAtLimit) {
                throw new MalformedCsvException("a quote is never closed", start);
            }
            countQuotes();
        } else {
            endField(fields, to);
        }
        return from < limit;
    }

    private void countQuotes() {
        oddQuotes = startsInQuotes ^ (hasQuotes && position() > input.end() && isOdd(chunks.index(start), next));
    }

    /** Whether [from, to), as far as it is the split's, has an odd number of quotes. */
    private boolean isOdd(int first, int last) {
        int end = (int) Math.min(last, Math.max(first, input.end() - chunks.base()));
        return (ByteScan.count(chunks.bytes(), first, end, quotePattern) & 1) != 0;
    }

    /** Fails early where no record can begin like what is in the window, before the window grows to the end of the object. */
    private void checkSoFar() throws MalformedCsvException {
        if (hasQuotes) {
            int end = chunks.bytes()[chunks.limit() - 1] == '\r' ? chunks.limit() - 1 : chunks.limit();
            try {
                quoted.split(chunks.bytes(), content(), end, false, row);
            } catch (RefusedRecordException e) {
                throw new MalformedCsvException(e.problem(), start);
            }
        }
    }

    /**
     * Looks for the end of the record that begins at {@code first}, and for its fields; false if it is not in the window. Quotes that are not
     * plainly around a field, whatever they are, are left to {@link #findQuoted}.
     */
    private boolean find(int first) {
        byte[] bytes = chunks.bytes();
        int limit = chunks.limit();
        int field = 0;
        row.bytes = bytes;
        row.starts[0] = first;
        from = first;
        int fieldStart = first;
        // 1 behind a closing quote, which is not the field's.
        int closed = 0;
        boolean inside = false;
        boolean quotes = false;
        long all = 0;
        for (int at = first; at < limit; at += Long.BYTES) {
            long word = ByteScan.word(bytes, at);
            all |= word;
            long found = ByteScan.matches(word, delimiterPattern, NEWLINE, quotePattern);
            for (; found != 0; found &= found - 1) {
                int index = at + ByteScan.first(found);
                byte value = bytes[index];
                if (index >= limit) {
                    break;
                }
                if (inside) {
                    if (value == quote) {
                        if (!isClosing(bytes, index, limit)) {
                            return findQuoted(first);
                        }
                        if (field < columns) {
                            row.emptyTexts[field] = index == fieldStart + 1;
                        }
                        closed = 1;
                        inside = false;
                    }
                } else if (value == delimiter) {
                    if (field < columns) {
                        row.ends[field] = index - closed;
                        row.starts[field + 1] = index + 1;
                    }
                    closed = 0;
                    fieldStart = index + 1;
                    field++;
                } else if (value == '\n') {
                    hasQuotes = quotes;
                    isApart = true;
                    row.mayBeWide = !ByteScan.isAscii(all);
                    endRecord(index);
                    endField(field, to - closed);
                    return true;
                } else {
                    if (index != fieldStart) {
                        return findQuoted(first);
                    }
                    if (!quotes) {
                        Arrays.fill(row.emptyTexts, false);
                        quotes = true;
                    }
                    if (field < columns) {
                        row.starts[field] = index + 1;
                    }
                    inside = true;
                }
            }
        }
        if (quotes) {
            return findQuoted(first);
        }
        hasQuotes = false;
        isApart = true;
        row.mayBeWide = !ByteScan.isAscii(all);
        fields = field;
        return false;
    }

    /** Whether the quote at {@code index} plainly closes a field: a delimiter or a line end comes next. */
    private boolean isClosing(byte[] bytes, int index, int limit) {
        int behind = bytes[index + 1] == '\r' ? index + 2 : index + 1;
        return behind < limit && (bytes[behind] == '\n' || (bytes[behind] == delimiter && behind == index + 1));
    }

    private boolean findQuoted(int first) {
        hasQuotes = true;
        isApart = false;
        int newline = recordEnd(first, false);
        if (newline < 0) {
            return false;
        }
        endRecord(newline);
        return true;
    }

    private void endRecord(int newline) {
        to = newline > from && chunks.bytes()[newline - 1] == '\r' ? newline - 1 : newline;
        next = newline + 1;
    }

    private void endField(int field, int end) {
        if (field < columns) {
            row.ends[field] = end;
        }
        fields = field + 1;
    }

    /** Index of the first line feed outside quotes at or behind {@code first}, or -1. */
    private int recordEnd(int first, boolean insideAtFirst) {
        byte[] bytes = chunks.bytes();
        int limit = chunks.limit();
        boolean inside = insideAtFirst;
        for (int at = first; at < limit; at += Long.BYTES) {
            long word = ByteScan.word(bytes, at);
            long found = ByteScan.matches(word, NEWLINE, quotePattern);
            for (; found != 0; found &= found - 1) {
                int index = at + ByteScan.first(found);
                if (index >= limit) {
                    break;
                }
                if (bytes[index] != '\n') {
                    inside = !inside;
                } else if (!inside) {
                    return index;
                }
            }
        }
        insideAtLimit = inside;
        return -1;
    }
}
