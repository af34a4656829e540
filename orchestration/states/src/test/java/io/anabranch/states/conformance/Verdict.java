package io.anabranch.states.conformance;

import java.util.EnumMap;
import java.util.Map;

/**
 * How one case compares.
 *
 * @param columns which columns the case has, and whether each is as recorded
 * @param difference the first thing that differs; empty when nothing does
 */
record Verdict(String category, String name, Map<Column, Boolean> columns, String difference) {
    enum Column {
        STATUS,
        OUTPUT,
        ERROR,
        /** The types of the events. */
        HISTORY,
        /** {@code previousEventId}s, where the recording is in order; not part of ALL. */
        PREVIOUS,
        /** The details of the events, where the recording is in order; not part of ALL. */
        DETAILS,
        /** Every column but those two. */
        ALL
    }

    Verdict {
        columns = new EnumMap<>(columns);
    }
}
