package io.anabranch.format;

/**
 * JSON lines: an object on each line. Properties are found by the name of the record's component or its form in snake case;
 * others are skipped. Written in snake case.
 *
 * <p><b>No value.</b> A component that is an {@link java.util.Optional} or that says {@code @Nullable} (JSpecify's, or any annotation of that simple
 * name that is there at run time) may have no value: its property is null or not there. Every other has one in every record that is read or written,
 * and a record in which it has none is refused. So a misspelt name is an error, not a column of nulls. Elements of lists, sets and maps are never
 * null, but may be Optionals.
 *
 * <p>A name that stands twice in an object is refused, whatever its values; so is an object nested more than 1,000 deep.
 *
 * <p><b>Types.</b> Whole numbers, {@code double}, {@code float}, {@link java.math.BigDecimal} and {@link java.math.BigInteger} are JSON numbers, read as
 * {@link Csv} reads them; {@code NaN}, {@code Infinity} and {@code -Infinity} are texts, which JSON numbers cannot be. {@code boolean} is {@code true} or
 * {@code false}. {@code char}, {@link String}, {@link io.anabranch.Utf8}, enums, UUIDs, dates, times and durations are texts in the form that {@link Csv} has
 * for them; {@code byte[]} is base64 with its padding. Half a surrogate pair, which JSON can escape, is read into a String or {@code char} only, and
 * never written. Further there are records, {@link java.util.Optional}, {@link java.util.List}, {@link java.util.Set} and {@link java.util.Map} with
 * keys of String, of all of these; but no Optional of an Optional. A number in quotes is a text, and refused where a number is expected.
 *
 * @param <T> type of the records
 */
public final class Json<T> implements Format<T> {
    private final Class<T> type;
    private final Compression compression;

    private Json(Class<T> type, Compression compression) {
        this.type = type;
        this.compression = compression;
    }

    /**
     * Records of {@code type}.
     *
     * @param type a record; its components are read and written as properties
     */
    public static <T extends Record> Json<T> records(Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "Invalid type of JSON records: " + type.getName() + ", expected a record");
        }
        return new Json<>(type, Compression.NONE);
    }

    /** The same, part files compressed by gzip. */
    public Json<T> gzip() {
        return new Json<>(type, Compression.GZIP);
    }

    /** The same, part files compressed by Zstandard. */
    public Json<T> zstd() {
        return new Json<>(type, Compression.ZSTD);
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public Compression compression() {
        return compression;
    }

    @Override
    public String extension() {
        return "jsonl";
    }

    @Override
    public String describe() {
        return "Json[type=" + type.getName() + ", compression=" + compression + "]";
    }

    @Override
    public String toString() {
        return describe();
    }
}
