package io.anabranch.runtime.format;

import io.anabranch.format.Compression;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.runtime.format.compression.InputCompression;
import io.anabranch.runtime.format.csv.CsvDialect;

/**
 * What a planner needs to know of a format.
 *
 * @param hasHeader whether each object begins with the names of its columns; read once, by {@link FormatReaders#header}
 * @param needsEvidence whether the splits of an object depend on each other: each then reports a {@link SplitEvidence}
 * @param extension what the keys of part files end with, compression included and without a leading dot: {@code csv.gz}
 */
public record FormatTraits(boolean hasHeader, boolean needsEvidence, String extension) {
    public static FormatTraits of(Format<?> format) {
        boolean header = format instanceof Csv<?> csv && csv.header();
        boolean evidence = format instanceof Csv<?> csv && CsvDialect.of(csv).hasQuotes();
        return new FormatTraits(
                header, evidence, format.extension() + format.compression().suffix());
    }

    /** Whether an object under {@code key} may be read in parts; a compressed one is read whole. */
    public static boolean isSplittable(String key) {
        return InputCompression.of(key) == Compression.NONE;
    }
}
