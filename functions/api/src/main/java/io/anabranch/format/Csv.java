package io.anabranch.format;

/**
 * Comma-separated values as RFC 4180 has them: fields in quotes may hold delimiters, doubled quotes and newlines. Lines end in {@code \n} or
 * {@code \r\n}, the last one in one of these, in {@code \r} alone or in nothing; a byte order mark is skipped. Written with a header line in every
 * part, {@code \n}, and quotes only where they are needed.
 *
 * <p>Columns are found by the names in the header: that of the record's component, or its form in snake case
 * ({@code eventTime} is {@code eventTime} or {@code event_time}). Only columns that the record has are parsed. Written headers are in snake
 * case.
 *
 * <p><b>No value.</b> A component that is an {@link java.util.Optional} or that says {@code @Nullable} (JSpecify's, or any annotation of that simple
 * name that is there at run time) may have no value; every other has one in every record that is read or written, and a record in which it has none is
 * refused. A field without anything in it is no value, two quotes are the empty text, and both are written so. Where a text has a value in any case,
 * nothing is the empty text too; where a number or time may have none, two quotes are none too. {@linkplain #withoutQuotes Without quotes} the empty
 * text of a component that may have no value cannot be written.
 *
 * <p><b>Types</b>, primitive and boxed, and what is read as one. Everything else is refused, and what is written is read back equal:
 *
 * <table>
 * <caption>Types of components</caption>
 * <tr><th>type</th><th>text</th></tr>
 * <tr><td>{@code long}, {@code int}, {@code short}, {@code byte}</td><td>{@code [+-]} digits, within the type's range</td></tr>
 * <tr><td>{@code double}, {@code float}</td><td>{@code [+-]} digits, with a point before, among or behind them or none, {@code e} and a whole exponent
 * or none; the nearest value, refused where that is infinite; {@code NaN}, {@code Infinity}, {@code -Infinity}</td></tr>
 * <tr><td>{@link java.math.BigDecimal}</td><td>the same without the last three, exact, of at most 10,000 digits and with an exponent that an int
 * holds</td></tr>
 * <tr><td>{@link java.math.BigInteger}</td><td>{@code [+-]} digits, at most 10,000</td></tr>
 * <tr><td>{@code boolean}</td><td>{@code true} or {@code false}, in upper or lower case</td></tr>
 * <tr><td>{@code char}</td><td>one UTF-16 code unit, so none beyond U+FFFF</td></tr>
 * <tr><td>{@link String}, {@link io.anabranch.Utf8}</td><td>UTF-8; no half of a surrogate pair</td></tr>
 * <tr><td>an enum</td><td>the name of a constant</td></tr>
 * <tr><td>{@link java.util.UUID}</td><td>8-4-4-4-12 hexadecimal digits</td></tr>
 * <tr><td>{@link java.time.LocalDate}</td><td>{@code 2026-03-01}; years beyond 0000 to 9999 with a sign</td></tr>
 * <tr><td>{@link java.time.LocalDateTime}</td><td>a date, {@code T}, {@code 12:34} or {@code 12:34:56} or with up to nine decimals; hours to 23,
 * seconds to 59</td></tr>
 * <tr><td>{@link java.time.Instant}</td><td>the same with seconds, and {@code Z} or an offset as {@code +02:00}</td></tr>
 * <tr><td>{@link java.time.Duration}</td><td>{@code P2DT3H4M5.5S} or parts of it, as {@link java.time.Duration#toString} writes it</td></tr>
 * <tr><td>{@link java.util.Optional}</td><td>of one of these</td></tr>
 * </table>
 *
 * @param <T> type of the records
 */
public final class Csv<T> implements Format<T> {
    private static final char NO_QUOTE = '\0';

    private final Class<T> type;
    private final char delimiter;
    private final char quote;
    private final boolean header;
    private final Compression compression;

    private Csv(Class<T> type, char delimiter, char quote, boolean header, Compression compression) {
        if (delimiter == quote || !separates(delimiter)) {
            throw new IllegalArgumentException(
                    "Invalid delimiter: '" + delimiter + "', expected an ASCII character other than the quote");
        }
        if (quote != NO_QUOTE && !separates(quote)) {
            throw new IllegalArgumentException("Invalid quote: '" + quote + "', expected an ASCII character");
        }
        this.type = type;
        this.delimiter = delimiter;
        this.quote = quote;
        this.header = header;
        this.compression = compression;
    }

    /**
     * Records of {@code type}, fields separated by commas, quoted by {@code "}, with a header line.
     *
     * @param type a record; its components are read and written as fields
     */
    public static <T extends Record> Csv<T> records(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "Invalid type of CSV records: " + type.getName() + ", expected a record");
        }
        return new Csv<>(type, ',', '"', true, Compression.NONE);
    }

    /** The same with another delimiter, an ASCII character as {@code ';'} or {@code '\t'}. */
    public Csv<T> delimiter(char other) {
        return new Csv<>(type, other, quote, header, compression);
    }

    /** The same with another quote, an ASCII character. */
    public Csv<T> quote(char other) {
        return new Csv<>(type, delimiter, other, header, compression);
    }

    /**
     * The same, with quotes that mean nothing: every delimiter separates and every newline ends a record. A field that holds a delimiter or
     * newline cannot be written.
     */
    public Csv<T> withoutQuotes() {
        return new Csv<>(type, delimiter, NO_QUOTE, header, compression);
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
    public Class<T> type() {
        return type;
    }

    /** What is between fields. */
    public char delimiter() {
        return delimiter;
    }

    /** What is around fields that need it; {@code '\0'} if {@linkplain #withoutQuotes quotes mean nothing}. */
    public char quote() {
        return quote;
    }

    /** Whether the first line holds the names of the columns. */
    public boolean hasHeader() {
        return header;
    }

    @Override
    public Compression compression() {
        return compression;
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public String describe() {
        return "Csv[type=" + type.getName() + ", delimiter=" + delimiter + ", quote="
                + (quote == NO_QUOTE ? "none" : quote) + ", header=" + header + ", compression=" + compression + "]";
    }

    @Override
    public String toString() {
        return describe();
    }

    private static boolean separates(char c) {
        return c == '\t' || (c >= ' ' && c < 0x7F);
    }
}
