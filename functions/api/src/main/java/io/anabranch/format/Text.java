package io.anabranch.format;

import io.anabranch.Utf8;

/**
 * Lines of text in UTF-8, ended by {@code \n} or {@code \r\n}; the last one may do without, or with {@code \r} alone. Written with {@code \n}. A line that
 * is not UTF-8 is refused, read or written, and so is one to be written that holds {@code \n} or ends in {@code \r}. Bytes that are no text are read by a
 * {@link LineFormat} of your own.
 *
 * @param <T> type of the lines
 */
public final class Text<T> implements Format<T> {
    private final Class<T> type;
    private final Compression compression;

    private Text(Class<T> type, Compression compression) {
        this.type = type;
        this.compression = compression;
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
    public Class<T> type() {
        return type;
    }

    @Override
    public Compression compression() {
        return compression;
    }

    @Override
    public String extension() {
        return "txt";
    }

    @Override
    public String describe() {
        return "Text[type=" + type.getName() + ", compression=" + compression + "]";
    }

    @Override
    public String toString() {
        return describe();
    }
}
