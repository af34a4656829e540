package io.anabranch.format;

/**
 * What files look like: an immutable description of how records are read and written.
 *
 * <p>Input is decompressed by the ending of its name; {@link #compression} is about output only.
 *
 * @param <T> type of the records
 */
public sealed interface Format<T> permits Text, Csv, Json {
    /** The type of the records. */
    Class<T> type();

    /** How part files are compressed. */
    Compression compression();

    /** The ending of part files without compression, as {@code csv}. */
    String extension();
}
