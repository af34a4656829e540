package io.anabranch.states.conformance;

import io.anabranch.states.conformance.Verdict.Column;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts verdicts by category and column. */
final class Table {
    /** How many cases have the column, and how many of those are as recorded. */
    record Figure(int same, int of) {
        Figure plus(boolean oneMore) {
            return new Figure(same + (oneMore ? 1 : 0), of + 1);
        }

        @Override
        public String toString() {
            return of == 0 ? "-" : same + "/" + of;
        }
    }

    private final Map<String, Map<Column, Figure>> rows = new TreeMap<>();

    Table(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            add(verdict.category(), verdict);
            add("total", verdict);
        }
    }

    private void add(String row, Verdict verdict) {
        Map<Column, Figure> figures = rows.computeIfAbsent(row, key -> new EnumMap<>(Column.class));
        verdict.columns()
                .forEach((column, same) -> figures.put(
                        column, figures.getOrDefault(column, new Figure(0, 0)).plus(same)));
    }

    Figure figure(String category, Column column) {
        return rows.getOrDefault(category, Map.of()).getOrDefault(column, new Figure(0, 0));
    }

    Map<String, Map<Column, Figure>> rows() {
        return rows;
    }

    String print() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-22s", "category"));
        for (Column column : Column.values()) {
            text.append(String.format(Locale.ROOT, "%12s", column.name().toLowerCase(Locale.ROOT)));
        }
        text.append('\n');
        rows.forEach((category, figures) -> {
            text.append(String.format(Locale.ROOT, "%-22s", category));
            for (Column column : Column.values()) {
                text.append(String.format(Locale.ROOT, "%12s", figure(category, column)));
            }
            text.append('\n');
        });
        return text.toString();
    }
}
