package io.anabranch.runtime.format.csv;

import io.anabranch.format.Csv;

/**
 * How a CSV file is written.
 *
 * @param delimiter between fields
 * @param quote around fields that hold delimiters, quotes or line ends; the line feed if there are no quotes
 * @param header whether the first record names the columns
 */
record CsvDialect(byte delimiter, byte quote, boolean header) {
    static final byte NO_QUOTE = '\n';

    static CsvDialect of(Csv<?> csv) {
        byte quote = csv.quote() == '\0' ? NO_QUOTE : (byte) csv.quote();
        return new CsvDialect((byte) csv.delimiter(), quote, csv.hasHeader());
    }

    boolean hasQuotes() {
        return quote != NO_QUOTE;
    }
}
