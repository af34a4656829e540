package io.anabranch.format;

/**
 * JSON lines: an object on each line. Properties are found by the name of the record's component or its form in snake case;
 * others are skipped. Written in snake case.
 *
 * @param type a record; its components are read and written as properties
 * @param compression of part files
 * @param <T> type of the records
 */
public record Json<T>(Class<T> type, Compression compression) implements Format<T> {
    public Json {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    "Invalid type of JSON records: " + type.getName() + ", expected a record");
        }
    }

    /** Records of {@code type}. */
    public static <T extends Record> Json<T> records(Class<T> type) {
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
    public String extension() {
        return "jsonl";
    }
}
