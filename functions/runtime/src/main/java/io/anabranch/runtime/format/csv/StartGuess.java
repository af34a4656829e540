package io.anabranch.runtime.format.csv;

/**
 * Guesses whether a split starts inside quotes, by what comes next: both are tried on its first bytes. A quote where none may be rules one of them
 * out, which the first quote or two mostly do; records of as many fields as there are columns speak for one. See C. Ge et al., Speculative
 * Distributed CSV Data Parsing for Big Data Analytics, SIGMOD 2019. That a guess is right is for {@link QuoteParity} to prove.
 */
final class StartGuess {
    /** More are not looked at. */
    private static final int MOST_BYTES = 64 << 10;

    /** With as many more good records the case is clear. */
    private static final int CLEAR_RECORDS = 64;

    private StartGuess() {}

    /**
     * @param bytes those of the split in [from, to), and the one before it
     * @param columns fields that a record has
     */
    static boolean isInside(CsvDialect dialect, int columns, byte[] bytes, int from, int to) {
        Case outside = Case.outside(dialect, columns, bytes[from - 1]);
        Case inside = Case.inside(dialect, columns);
        int end = Math.min(to, from + MOST_BYTES);
        for (int at = from; at < end; at++) {
            outside.next(bytes[at]);
            inside.next(bytes[at]);
            if (outside.isRefuted() || inside.isRefuted()) {
                break;
            }
            if (bytes[at] == '\n' && Math.abs(outside.goodRecords - inside.goodRecords) >= CLEAR_RECORDS) {
                break;
            }
        }
        return outside.isRefuted() == inside.isRefuted()
                ? inside.goodRecords > outside.goodRecords
                : outside.isRefuted();
    }

    /** The split as it is if it starts there. Knows the same grammar as {@link CsvQuoted}. */
    private static final class Case {
        private final byte delimiter;
        private final byte quote;
        private final int columns;
        private Place place;
        private int fields;

        /** Whether the record at hand began in the split. */
        private boolean whole;

        /** Records with the right number of fields, less those with another. */
        private int goodRecords;

        private enum Place {
            FIELD_START,
            UNQUOTED,
            QUOTED,
            /** Behind a quote that closes a field, or is the first of two. */
            BEHIND_QUOTE,
            /** Behind a carriage return behind a closing quote. */
            BEHIND_RETURN,
            REFUTED
        }

        private Case(CsvDialect dialect, int columns, Place place) {
            this.delimiter = dialect.delimiter();
            this.quote = dialect.quote();
            this.columns = columns;
            this.place = place;
        }

        static Case inside(CsvDialect dialect, int columns) {
            return new Case(dialect, columns, Place.QUOTED);
        }

        static Case outside(CsvDialect dialect, int columns, byte before) {
            boolean begins = before == '\n';
            Place place = begins || before == dialect.delimiter()
                    ? Place.FIELD_START
                    : before == dialect.quote() ? Place.BEHIND_QUOTE : Place.UNQUOTED;
            Case outside = new Case(dialect, columns, place);
            outside.whole = begins;
            return outside;
        }

        boolean isRefuted() {
            return place == Place.REFUTED;
        }

        void next(byte value) {
            if (place == Place.QUOTED) {
                place = value == quote ? Place.BEHIND_QUOTE : Place.QUOTED;
            } else if (value == '\n') {
                endRecord();
            } else if (place == Place.BEHIND_RETURN) {
                place = Place.REFUTED;
            } else if (value == delimiter) {
                fields++;
                place = Place.FIELD_START;
            } else if (place == Place.BEHIND_QUOTE) {
                place = value == quote ? Place.QUOTED : value == '\r' ? Place.BEHIND_RETURN : Place.REFUTED;
            } else if (value == quote) {
                place = place == Place.FIELD_START ? Place.QUOTED : Place.REFUTED;
            } else {
                place = Place.UNQUOTED;
            }
        }

        /** A blank line is no record. */
        private void endRecord() {
            boolean blank = fields == 0 && place == Place.FIELD_START;
            if (whole && !blank) {
                goodRecords += fields + 1 == columns ? 1 : -1;
            }
            place = Place.FIELD_START;
            fields = 0;
            whole = true;
        }
    }
}
