package io.anabranch.states.reader;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV after RFC 4180, with any delimiter; empty lines are no rows, a byte order mark is no data. */
final class CsvRows implements Closeable {
    private static final int END = -1;

    private final BufferedReader in;
    private final char delimiter;
    private final StringBuilder cell = new StringBuilder();
    private long row;

    CsvRows(InputStream bytes, char delimiter) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
        this.delimiter = delimiter;
        in.mark(1);
        if (in.read() != '\uFEFF') {
            in.reset();
        }
    }

    /** The cells of the next row; null after the last. */
    @Nullable
    List<String> next() throws IOException {
        int c = in.read();
        while (c == '\n' || c == '\r') {
            c = in.read();
        }
        if (c == END) {
            return null;
        }
        row++;
        List<String> cells = new ArrayList<>();
        while (true) {
            c = cell(c);
            cells.add(cell.toString());
            cell.setLength(0);
            if (c != delimiter) {
                return cells;
            }
            c = in.read();
        }
    }

    /** Reads one cell, whose first character is given, and returns what ended it: the delimiter, a line end or END. */
    private int cell(int first) throws IOException {
        int c = first == '"' ? quoted() : first;
        while (c != delimiter && c != '\n' && c != END) {
            if (c != '\r' || !beforeNewline()) {
                cell.append((char) c);
            }
            c = in.read();
        }
        return c;
    }

    private boolean beforeNewline() throws IOException {
        in.mark(1);
        int c = in.read();
        in.reset();
        return c == '\n' || c == END;
    }

    /** Reads up to the closing quote and returns the character after it. */
    private int quoted() throws IOException {
        long started = row;
        while (true) {
            int c = in.read();
            if (c == END) {
                throw Items.failed("Row " + started + " of the CSV has a quote that is never closed");
            }
            if (c == '"') {
                int after = in.read();
                if (after != '"') {
                    return after;
                }
            }
            cell.append((char) c);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
