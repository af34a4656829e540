package io.anabranch.runtime.format.csv;

import io.anabranch.runtime.format.bytes.Utf8Check;
import io.anabranch.runtime.format.value.StringCache;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One row while it is being decoded: where its fields are. A decoder asks by slot, the position of a component in the record; the
 * row knows which column that is.
 */
final class CsvRow {
    /** Components' columns. */
    private final int[] columnOf;

    private final StringCache[] strings;

    /** By column, of a row that has quotes: whether the field is empty within quotes, which is a text, and not none. */
    final boolean[] emptyTexts;

    /** Whether the row has quotes. */
    boolean hasQuotes;

    /** Whether there may be other bytes than ASCII in it. */
    boolean mayBeWide;

    /** What the fields are parts of. */
    byte[] bytes = new byte[0];

    /** By column: first byte of the field's content, quotes left out. */
    final int[] starts;

    /** By column: behind the last byte of the field's content. */
    final int[] ends;

    CsvRow(int columns, int[] columnOf) {
        this.columnOf = columnOf;
        this.starts = new int[columns + 1];
        this.ends = new int[columns + 1];
        this.emptyTexts = new boolean[columns + 1];
        this.strings = new StringCache[columnOf.length];
        Arrays.setAll(strings, slot -> new StringCache());
    }

    /** The slot that was asked for last: of a refused row, the culprit. */
    private int asked;

    int from(int slot) {
        asked = slot;
        return starts[columnOf[slot]];
    }

    int to(int slot) {
        return ends[columnOf[slot]];
    }

    int askedColumn() {
        return columnOf[asked];
    }

    String string(int slot) {
        int column = columnOf[slot];
        return strings[slot].get(bytes, starts[column], ends[column]);
    }

    @Nullable
    String stringOrNull(int slot) {
        return isNone(slot) ? null : string(slot);
    }

    /** Whether a field that may have no value has none: there is nothing in it, nor quotes around it. */
    boolean isNone(int slot) {
        int column = columnOf[slot];
        return starts[column] == ends[column] && !(hasQuotes && emptyTexts[column]);
    }

    /** The first column asked for by any slot that is not UTF-8, or -1. */
    int firstMalformed() {
        for (int column : columnOf) {
            if (Utf8Check.firstMalformed(bytes, starts[column], ends[column]) >= 0) {
                return column;
            }
        }
        return -1;
    }
}
