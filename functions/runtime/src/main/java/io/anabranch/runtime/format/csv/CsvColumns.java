package io.anabranch.runtime.format.csv;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.value.SnakeCase;
import io.anabranch.runtime.message.Excerpt;
import io.anabranch.runtime.message.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which column of a file each component of a record is. */
final class CsvColumns {
    private static final int MOST_NAMES_SHOWN = 40;

    private final List<String> names;
    private final int[] columnOf;

    private CsvColumns(List<String> names, int[] columnOf) {
        this.names = List.copyOf(names);
        this.columnOf = columnOf;
    }

    /** Columns without names: components in order, and no more columns than components. */
    static CsvColumns byPosition(List<String> components) {
        int[] columnOf = new int[components.size()];
        for (int i = 0; i < columnOf.length; i++) {
            columnOf[i] = i;
        }
        return new CsvColumns(components, columnOf);
    }

    /**
     * Columns by name: a component is the column of its own name or of that name in snake case.
     *
     * @param names the header; empty if all objects of the input are empty
     * @param object address of the object whose header {@code names} is
     * @throws InputException if a component has no column, or two
     */
    static CsvColumns byName(List<String> components, List<String> names, String object) {
        int[] columnOf = new int[components.size()];
        for (int i = 0; i < columnOf.length && !names.isEmpty(); i++) {
            columnOf[i] = column(components.get(i), names, object);
        }
        return new CsvColumns(names, columnOf);
    }

    int count() {
        return names.size();
    }

    CsvRow newRow() {
        return new CsvRow(names.size(), columnOf);
    }

    /** Which value was refused, and why. */
    String problem(CsvRow row, String expected) {
        int column = row.askedColumn();
        int start = row.starts[column];
        int end = row.ends[column];
        return "column " + name(column) + " is " + (start == end ? "empty" : Excerpt.of(row.bytes, start, end))
                + ", expected " + expected;
    }

    /** Which value that the records have is not UTF-8; null if all are. */
    @Nullable
    String malformed(CsvRow row) {
        int column = row.firstMalformed();
        return column < 0
                ? null
                : "column " + name(column) + " is " + Excerpt.of(row.bytes, row.starts[column], row.ends[column])
                        + ", which is not UTF-8: convert it";
    }

    private String name(int column) {
        return Excerpt.unquoted(names.get(column));
    }

    /**
     * Makes sure that an object has the header that the run was planned with.
     *
     * @throws InputException if it has not
     */
    void check(List<String> header, String object) {
        if (!header.equals(names)) {
            throw new InputException(
                    "Cannot read " + object + ": its header is " + Excerpt.of(String.join(",", header))
                            + ", expected the input's first header " + Excerpt.of(String.join(",", names))
                            + ". Read files with different headers separately",
                    Where.in(object));
        }
    }

    private static int column(String component, List<String> names, String object) {
        List<Integer> found = new ArrayList<>();
        String snakeCase = SnakeCase.of(component);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.equals(component) || name.equals(snakeCase)) {
                found.add(i);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            throw new InputException(
                    "Cannot read column " + component + ": it is there " + found.size() + " times. Rename one",
                    Where.in(object));
        }
        throw missing(component, snakeCase, names, object);
    }

    private static InputException missing(String component, String snakeCase, List<String> names, String object) {
        String looked = component.equals(snakeCase) ? component : component + " or " + snakeCase;
        return new InputException(
                "Cannot find column " + looked + ": the header has " + list(names) + "."
                        + NearestNames.hint(
                                snakeCase, names.stream().map(Excerpt::unquoted).toList())
                        + " Name the record's components like the columns",
                Where.in(object));
    }

    private static String list(List<String> names) {
        int shown = Math.min(names.size(), MOST_NAMES_SHOWN);
        String rest = shown < names.size() ? " and " + (names.size() - shown) + " more" : "";
        return names.stream().limit(shown).map(Excerpt::unquoted).collect(Collectors.joining(", ")) + rest;
    }
}
