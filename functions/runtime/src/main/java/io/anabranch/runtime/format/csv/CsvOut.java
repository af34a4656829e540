package io.anabranch.runtime.format.csv;

import io.anabranch.Utf8;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.internal.HalfPairs;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.bytes.Utf8Check;
import io.anabranch.runtime.format.value.Digits;
import io.anabranch.runtime.format.value.Nullness;
import io.anabranch.runtime.format.value.Numbers;
import io.anabranch.runtime.format.value.Texts;
import io.anabranch.runtime.message.Excerpt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields of CSV, quoted where they must be. Nothing is a field without a value, two quotes are the empty text. */
final class CsvOut {
    private final BytesOut out;
    private final byte delimiter;
    private final byte quote;
    private final boolean hasQuotes;
    private final List<String> names;

    /** Whether a number may have to be quoted, as 2026 where 0 is between fields. */
    private final boolean numbersAreSpecial;

    private final byte[] digits = new byte[Digits.MOST_BYTES];
    private int fields;

    /** @param names of the columns, for messages */
    CsvOut(BytesOut out, CsvDialect dialect, List<String> names) {
        this.out = out;
        this.delimiter = dialect.delimiter();
        this.quote = dialect.quote();
        this.hasQuotes = dialect.hasQuotes();
        this.names = names;
        this.numbersAreSpecial = isOfNumbers(delimiter) || isOfNumbers(quote);
    }

    void beginRecord() {
        fields = 0;
    }

    void endRecord() {
        out.writeByte('\n');
    }

    void whole(long value) {
        if (value == Long.MIN_VALUE || numbersAreSpecial) {
            plain(Long.toString(value));
            return;
        }
        separate();
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
        int length = numbersAreSpecial ? 0 : Digits.decimal(value, digits);
        if (length == 0) {
            plain(Double.toString(value));
            return;
        }
        separate();
        out.write(digits, 0, length);
    }

    void decimal(float value) {
        plain(Float.toString(value));
    }

    void truth(boolean value) {
        plain(Boolean.toString(value));
    }

    void character(char value) {
        text(String.valueOf(value));
    }

    void text(@Nullable String value) {
        if (value == null) {
            throw Nullness.isNull(column());
        }
        if (value.isEmpty()) {
            emptyText(false);
        } else {
            encoded(value);
        }
    }

    void textOrNull(@Nullable String value) {
        if (value == null) {
            separate();
        } else if (value.isEmpty()) {
            emptyText(true);
        } else {
            encoded(value);
        }
    }

    void utf8(@Nullable Utf8 value) {
        if (value == null) {
            throw Nullness.isNull(column());
        }
        utf8(value, false);
    }

    void utf8OrNull(@Nullable Utf8 value) {
        if (value == null) {
            separate();
        } else {
            utf8(value, true);
        }
    }

    void reference(@Nullable Object value) {
        if (value == null) {
            throw Nullness.isNull(column());
        }
        referenceOrNull(value);
    }

    void referenceOrNull(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            referenceOrNull(optional.orElse(null));
        } else if (value instanceof Utf8 utf8) {
            utf8(utf8, true);
        } else if (value instanceof Instant instant) {
            instant(instant);
        } else if (value instanceof Enum<?> constant) {
            textOrNull(constant.name());
        } else {
            requireHeld(value);
            textOrNull(value == null ? null : value.toString());
        }
    }

    private void instant(Instant value) {
        int length = Digits.instant(value, digits);
        if (length == 0) {
            textOrNull(value.toString());
        } else {
            field(digits, 0, length);
        }
    }

    private void requireHeld(@Nullable Object value) {
        if ((value instanceof BigDecimal decimal && !Numbers.isHeld(decimal))
                || (value instanceof BigInteger whole && !Numbers.isHeld(whole))) {
            throw Numbers.notHeld(column());
        }
    }

    private void utf8(Utf8 value, boolean nullable) {
        byte[] bytes = value.array();
        int from = value.arrayOffset();
        int to = from + value.length();
        if (from == to) {
            emptyText(nullable);
        } else if (Utf8Check.firstMalformed(bytes, from, to) >= 0) {
            throw Texts.notUtf8(column(), Excerpt.of(value));
        } else {
            field(bytes, from, to);
        }
    }

    private void encoded(String value) {
        if (HalfPairs.first(value) >= 0) {
            throw Texts.halfPair(column());
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        field(bytes, 0, bytes.length);
    }

    /** @param nullable whether a reader takes nothing for no value */
    private void emptyText(boolean nullable) {
        if (hasQuotes) {
            separate();
            out.writeByte(quote);
            out.writeByte(quote);
        } else if (nullable) {
            throw new InputException(
                    "Cannot write " + column()
                            + ": it is the empty text, which without quotes looks like no value. Allow"
                            + " quotes, or declare it neither @Nullable nor an Optional",
                    Where.UNKNOWN);
        } else {
            separate();
        }
    }

    private void field(byte[] bytes, int from, int to) {
        if (!isSpecial(bytes, from, to)) {
            separate();
            out.write(bytes, from, to - from);
        } else if (hasQuotes) {
            separate();
            quoted(bytes, from, to);
        } else {
            throw new InputException(
                    "Cannot write " + column() + ": it holds a delimiter or a line end, and the format has no quotes: "
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
        if (numbersAreSpecial) {
            field(bytes, 0, bytes.length);
        } else {
            separate();
            out.write(bytes, 0, bytes.length);
        }
    }

    private static boolean isOfNumbers(byte special) {
        return Character.isLetterOrDigit(special) || special == '.' || special == '+' || special == '-';
    }

    /** The column of the field that comes next, for messages. */
    private String column() {
        return "column " + names.get(fields);
    }

    private void separate() {
        if (fields > 0) {
            out.writeByte(delimiter);
        }
        fields++;
    }
}
