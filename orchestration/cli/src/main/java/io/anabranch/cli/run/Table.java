package io.anabranch.cli.run;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Columns under a heading; numbers aligned right, everything else left. */
public final class Table {
    private static final Pattern NUMBER = Pattern.compile("~?\\$?\\d");

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... heading) {
        rows.add(heading);
    }

    public void row(String... cells) {
        rows.add(cells);
    }

    public void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        boolean[] numbers = new boolean[widths.length];
        Arrays.fill(numbers, rows.size() > 1);
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
                numbers[i] &= row == rows.get(0) || NUMBER.matcher(row[i]).lookingAt();
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(numbers[i] ? space + row[i] : row[i] + space);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    @Override
    public String toString() {
        return rows.stream().map(Arrays::toString).toList().toString();
    }
}
