package io.anabranch.format;

/**
 * Comma-separated values as RFC 4180 has them: fields in quotes may hold delimiters, doubled quotes and newlines. Lines end in {@code \n} or
 * {@code \r\n}; a byte order mark is skipped. Written with a header line in every part, {@code \n}, and quotes only where
 * they are needed.
 *
 * <p>Columns are found by the names in the header: that of the record's component, or its form in snake case
 * ({@code eventTime} is {@code eventTime} or {@code event_time}). Only columns that the record has are parsed. Written headers are in snake
 * case. An empty field is null for a component that may be null (an {@link java.util.Optional} is empty, a {@link String}
 * is empty text), and an error for a number.
 *
 * @param type a record; its components are read and written as fields
 * @param delimiter between fields; an ASCII character
 * @param quote around fields; an ASCII character, or {@code '\0'} if quotes mean nothing
 * @param header whether the first line holds the names; if not, columns are the record's components in their order
 * @param compression of part files
 * @param <T> type of the records
 */
public record Csv<T>(Class<T> type, char delimiter, char quote, boolean header, Compression compression)
        implements Format<T> {
    public Csv {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "Invalid type of CSV records: " + type.getName() + ", expected a record");
        }
        if (delimiter == quote || !separates(delimiter)) {
            throw new IllegalArgumentException(
                    "Invalid delimiter: '" + delimiter + "', expected an ASCII character other than the quote");
        }
        if (quote != '\0' && !separates(quote)) {
            throw new IllegalArgumentException("Invalid quote: '" + quote + "', expected an ASCII character");
        }
    }

    /** Records of {@code type}, fields separated by commas, quoted by {@code "}, with a header line. */
    public static <T extends Record> Csv<T> records(Class<T> type) {
        return new Csv<>(type, ',', '"', true, Compression.NONE);
    }

    /** The same with another delimiter, as {@code ';'} or {@code '\t'}. */
    public Csv<T> delimiter(char other) {
        return new Csv<>(type, other, quote, header, compression);
    }

    /** The same with another quote. */
    public Csv<T> quote(char other) {
        return new Csv<>(type, delimiter, other, header, compression);
    }

    /**
     * The same, with quotes that mean nothing: every delimiter separates and every newline ends a record. Such files can be
     * split anywhere. A field that holds a delimiter or newline cannot be written.
     */
    public Csv<T> withoutQuotes() {
        return quote('\0');
    }

    /** The same without a header line: the columns are the components of the record in their order. */
    public Csv<T> withoutHeader() {
        return new Csv<>(type, delimiter, quote, false, compression);
    }

    /** The same, part files compressed by gzip. */
    public Csv<T> gzip() {
        return new Csv<>(type, delimiter, quote, header, Compression.GZIP);
    }

    /** The same, part files compressed by Zstandard. */
    public Csv<T> zstd() {
        return new Csv<>(type, delimiter, quote, header, Compression.ZSTD);
    }

    @Override
    public String extension() {
        return "csv";
    }

    private static boolean separates(char c) {
        return c == '\t' || (c >= ' ' && c < 0x7F);
    }
}
