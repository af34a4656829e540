package io.anabranch.runtime.format.csv;

/** Quotes are where they must not be, so that nobody can tell where the record ends. */
final class MalformedCsvException extends Exception {
    private static final long serialVersionUID = 1;

    private final long offset;

    /** @param offset of the first byte of the record */
    MalformedCsvException(String problem, long offset) {
        super(problem, null, false, false);
        this.offset = offset;
    }

    long offset() {
        return offset;
    }
}
