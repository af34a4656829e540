package io.anabranch.format;

/**
 * JSON lines: an object on each line. Properties are found by the name of the record's component or its form in snake case;
 * others are skipped. Written in snake case.
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
