package io.anabranch.runtime.format.csv;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.message.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields of CSV, quoted where they must be. */
final class CsvOut {
    private final BytesOut out;
    private final byte delimiter;
    private final byte quote;
    private final boolean hasQuotes;
    private final byte[] digits = new byte[20];
    private boolean first = true;
    private int start;

    CsvOut(BytesOut out, CsvDialect dialect) {
        this.out = out;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.hasQuotes = dialect.hasQuotes();
    }

    void beginRecord() {
        first = true;
        start = out.length();
    }

    void endRecord() {
        if (out.length() == start && hasQuotes) {
            // A record of one empty field would be a blank line.
            out.writeByte(quote);
            out.writeByte(quote);
        }
        out.writeByte('\n');
    }

    void whole(long value) {
        separate();
        if (value == Long.MIN_VALUE) {
            plain(Long.toString(value));
            return;
        }
        long left = Math.abs(value);
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        if (value < 0) {
            digits[--at] = '-';
        }
        out.write(digits, at, digits.length - at);
    }

    void decimal(double value) {
        separate();
        plain(Double.toString(value));
    }

    void decimal(float value) {
        separate();
        plain(Float.toString(value));
    }

    void truth(boolean value) {
        separate();
        plain(Boolean.toString(value));
    }

    void character(char value) {
        text(String.valueOf(value));
    }

    void text(@Nullable String value) {
        byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
        text(bytes, 0, bytes.length);
    }

    void utf8(@Nullable Utf8 value) {
        if (value == null) {
            separate();
        } else {
            text(value.array(), value.arrayOffset(), value.length());
        }
    }

    /** Any other value: null and the empty Optional are an empty field. */
    void reference(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            reference(optional.orElse(null));
        } else if (value instanceof Utf8 utf8) {
            utf8(utf8);
        } else {
            text(value == null ? null : value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }

    private void text(byte[] bytes, int from, int length) {
        separate();
        int to = from + length;
        if (!isSpecial(bytes, from, to)) {
            out.write(bytes, from, length);
        } else if (hasQuotes) {
            quoted(bytes, from, to);
        } else {
            throw new InputException(
                    "Cannot write a field: it holds a delimiter or a line end, and the format has no quotes: "
                            + Excerpt.of(bytes, from, to) + ". Choose another delimiter, or allow quotes",
                    Where.UNKNOWN);
        }
    }

    private boolean isSpecial(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == delimiter || b == quote || b == '\n' || b == '\r') {
                return true;
            }
        }
        return false;
    }

    private void quoted(byte[] bytes, int from, int to) {
        out.writeByte(quote);
        for (int i = from; i < to; i++) {
            if (bytes[i] == quote) {
                out.writeByte(quote);
            }
            out.writeByte(bytes[i]);
        }
        out.writeByte(quote);
    }

    private void plain(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        out.write(bytes, 0, bytes.length);
    }

    private void separate() {
        if (!first) {
            out.writeByte(delimiter);
        }
        first = false;
    }
}
