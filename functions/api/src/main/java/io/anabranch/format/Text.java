package io.anabranch.format;

import io.anabranch.Utf8;

/**
 * Lines of text in UTF-8, ended by {@code \n} or {@code \r\n}; the last one may do without. Written with {@code \n}.
 *
 * @param type {@link String} or {@link Utf8}
 * @param compression of part files
 * @param <T> type of the lines
 */
public record Text<T>(Class<T> type, Compression compression) implements Format<T> {
    public Text {
        if (type != String.class && type != Utf8.class) {
            throw new IllegalArgumentException(
                    "Invalid type of lines: " + type.getName() + ", expected String or Utf8");
        }
    }

    /** Lines as strings. */
    public static Text<String> lines() {
        return new Text<>(String.class, Compression.NONE);
    }

    /** Lines as the bytes they are, without decoding or copying: the fast way for large input. */
    public static Text<Utf8> utf8Lines() {
        return new Text<>(Utf8.class, Compression.NONE);
    }

    /** The same, part files compressed by gzip. */
    public Text<T> gzip() {
        return new Text<>(type, Compression.GZIP);
    }

    /** The same, part files compressed by Zstandard. */
    public Text<T> zstd() {
        return new Text<>(type, Compression.ZSTD);
    }

    @Override
    public String extension() {
        return "txt";
    }
}
