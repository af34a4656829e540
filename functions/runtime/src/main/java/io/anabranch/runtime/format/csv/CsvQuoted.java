package io.anabranch.runtime.format.csv;

import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;
import java.util.Arrays;

/**
 * Takes records with quotes apart, byte by byte and strictly as RFC 4180 has it: a quoted field begins and ends with a quote, and
 * a quote within is doubled. Therefore a byte lies inside quotes exactly if an odd number of quotes comes before it, which is
 * what makes guessing at a split's start safe.
 */
final class CsvQuoted {
    private final byte delimiter;
    private final byte quote;
    private final int columns;

    /** Whether the field that was closed last has doubled quotes. */
    private boolean hasEscape;

    CsvQuoted(CsvDialect dialect, int columns) {
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.columns = columns;
    }

    /**
     * Finds the fields of the record in [from, to), its line end left out, and puts their places into {@code row}.
     *
     * @param whole whether the record ends at {@code to}; else this only looks whether it can go on like that
     * @return number of fields, which may be more than the row has room for
     * @throws RefusedRecordException if quotes are not where they may be
     */
    int split(byte[] bytes, int from, int to, boolean whole, CsvRow row) {
        row.bytes = bytes;
        boolean escaped = false;
        int field = 0;
        int at = from;
        while (true) {
            int start = at;
            int end;
            boolean quoted = at < to && bytes[at] == quote;
            if (quoted) {
                start++;
                at = closing(bytes, start, to);
                if (at < 0) {
                    if (whole) {
                        throw new RefusedRecordException("a quote is never closed");
                    }
                    return field;
                }
                escaped |= hasEscape;
                end = at;
                at++;
                if (at < to && bytes[at] != delimiter) {
                    throw new RefusedRecordException("text follows the closing quote of field " + (field + 1));
                }
            } else {
                at = unquoted(bytes, at, to, field);
                end = at;
            }
            if (field < columns) {
                row.starts[field] = start;
                row.ends[field] = end;
                row.emptyTexts[field] = start == end && quoted;
            }
            field++;
            if (at >= to) {
                break;
            }
            at++;
        }
        if (whole && escaped) {
            unescape(bytes, from, to, Math.min(field, columns), row);
        }
        return field;
    }

    /** Index of the quote that closes a field whose content starts at {@code from}, or -1. */
    private int closing(byte[] bytes, int from, int to) {
        hasEscape = false;
        int at = from;
        while (at < to) {
            if (bytes[at] == quote) {
                if (at + 1 >= to || bytes[at + 1] != quote) {
                    return at;
                }
                hasEscape = true;
                at++;
            }
            at++;
        }
        return -1;
    }

    private int unquoted(byte[] bytes, int from, int to, int field) {
        int at = from;
        while (at < to && bytes[at] != delimiter) {
            if (bytes[at] == quote) {
                throw new RefusedRecordException("a quote inside field " + (field + 1)
                        + ", which does not begin with one: quote the field, and double the quotes in it");
            }
            at++;
        }
        return at;
    }

    /** Copies the fields into bytes of their own, where doubled quotes are single. */
    private void unescape(byte[] bytes, int from, int to, int fields, CsvRow row) {
        byte[] plain = Arrays.copyOfRange(bytes, from, to + ByteScan.ROOM);
        int filled = 0;
        for (int field = 0; field < fields; field++) {
            int end = row.ends[field];
            int start = row.starts[field];
            boolean quoted = start > from && bytes[start - 1] == quote;
            row.starts[field] = filled;
            for (int at = start; at < end; at++) {
                plain[filled++] = bytes[at];
                if (quoted && bytes[at] == quote) {
                    at++;
                }
            }
            row.ends[field] = filled;
        }
        row.bytes = plain;
    }
}
