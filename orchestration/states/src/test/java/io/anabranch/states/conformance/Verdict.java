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
        HISTORY,
        ALL
    }

    Verdict {
        columns = new EnumMap<>(columns);
    }
}
