package io.anabranch.testkit.graphs;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV in the plainest way: written with more quotes than needed, read a character at a time. */
final class CsvFile {
    private final char delimiter;
    private final boolean header;

    CsvFile(char delimiter, boolean header) {
        this.delimiter = delimiter;
        this.header = header;
    }

    String header(Class<?> type) {
        if (!header) {
            return "";
        }
        List<String> names = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
        }
        return String.join(String.valueOf(delimiter), names) + "\n";
    }

    String row(Object record) {
        List<String> fields = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String text = Scalar.text(Components.value(component, record));
            fields.add(text == null ? "" : component.getType() == String.class ? quoted(text) : text);
        }
        return String.join(String.valueOf(delimiter), fields);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    List<Object> read(Class<?> type, String file) {
        List<Object> records = new ArrayList<>();
        List<List<@Nullable String>> rows = rows(file);
        RecordComponent[] components = type.getRecordComponents();
        for (List<@Nullable String> row : header && !rows.isEmpty() ? rows.subList(1, rows.size()) : rows) {
            if (row.size() != components.length) {
                throw new IllegalStateException("A row of " + row.size() + " fields: " + row);
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < components.length; i++) {
                boolean always = components[i].getType() == String.class && !isNullable(components[i]);
                String field = row.get(i);
                values.add(Scalar.value(components[i].getGenericType(), field == null && always ? "" : field));
            }
            records.add(Components.make(type, values));
        }
        return records;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** A field without quotes and without anything in it is null. */
    private List<List<@Nullable String>> rows(String file) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<@Nullable String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inQuotes = false;
        boolean hadQuotes = false;
        for (int i = 0; i < file.length(); i++) {
            char c = file.charAt(i);
            if (c == '"') {
                if (inQuotes && i + 1 < file.length() && file.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    inQuotes = !inQuotes;
                    hadQuotes = true;
                }
            } else if (!inQuotes && (c == delimiter || c == '\n')) {
                row.add(hadQuotes || field.length() > 0 ? field.toString() : null);
                field.setLength(0);
                hadQuotes = false;
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        if (!row.isEmpty() || field.length() > 0) {
            throw new IllegalStateException("The last row has no end: " + file);
        }
        return rows;
    }
}
