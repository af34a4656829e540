package io.anabranch.format;

/**
 * What files look like: an immutable description of how records are read and written.
 *
 * <p>{@link Csv}, {@link Json} and {@link Text} come with Anabranch. A format of your own is a class that implements {@link LineFormat}, if
 * each record is a line, or else {@link StreamFormat}; it is read and written by the same code as the others, and splits, dead letters,
 * counts and compression are no concern of it. A class that implements this interface alone is refused.
 *
 * <p>Input is decompressed by the ending of its name. Where a format is of text (all but {@link StreamFormat}), gzip and zstd are known by their first
 * bytes too, and a file that is something else by its ending or its first bytes, as bzip2, zip, tar, Parquet or UTF-16, is refused. {@link #compression}
 * is about output only.
 *
 * @param <T> type of the records
 */
public interface Format<T> {
    /** The type of the records. */
    Class<T> type();

    /** How part files are compressed. */
    default Compression compression() {
        return Compression.NONE;
    }

    /** The ending of part files without compression and without a dot, as {@code csv}. */
    String extension();

    /**
     * This format in a line, the same in every process: part of the fingerprint by which the functions of a run make sure that they run the same
     * code. Override it in a format that has settings, and name them.
     */
    default String describe() {
        return getClass().getName() + "[type=" + type().getName() + ", extension=" + extension() + ", compression="
                + compression() + "]";
    }
}
