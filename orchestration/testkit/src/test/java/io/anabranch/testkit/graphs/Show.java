package io.anabranch.testkit.graphs;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A text of any value; of equal ones the same, and of different ones another. */
final class Show {
    private Show() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        }
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? "none" : "some " + of(optional.get());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(of(key), of(each)));
            return sorted.toString();
        }
        if (value instanceof Collection<?> all) {
            StringBuilder text = new StringBuilder("[");
            all.forEach(each -> text.append(of(each)).append(' '));
            return text.append(']').toString();
        }
        if (value instanceof Record) {
            StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('(');
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                text.append(of(Components.value(component, value))).append(' ');
            }
            return text.append(')').toString();
        }
        return value.toString();
    }
}
