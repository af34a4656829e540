package io.anabranch.runtime.flow;

import io.anabranch.Utf8;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rule of docs/values.md, said again, of objects and without any encoding. */
final class ValueRule {
    private ValueRule() {}

    /** A text of printable ASCII that is the same exactly for equal values. */
    static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Utf8 utf8) {
            return HexFormat.of().formatHex(utf8.toBytes());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.unscaledValue() + "/" + decimal.scale();
        }
        if (value instanceof String || value instanceof Character) {
            return value.toString().chars().mapToObj(Integer::toHexString).collect(Collectors.joining(".", "'", "'"));
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(held -> "some " + text(held)).orElse("none");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ValueRule::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Set<?> set) {
            return set.stream().map(ValueRule::text).sorted().collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Record record) {
            return components(record).stream().map(ValueRule::text).collect(Collectors.joining(", ", "(", ")"));
        }
        return String.valueOf(value);
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right ? 0 : left == null ? -1 : 1;
        }
        if (left instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) right);
        }
        if (left instanceof Utf8 utf8) {
            return compare(utf8.toBytes(), ((Utf8) right).toBytes());
        }
        if (left instanceof String text) {
            return Arrays.compare(
                    text.codePoints().toArray(), ((String) right).codePoints().toArray());
        }
        if (left instanceof UUID uuid) {
            return uuid.toString().compareTo(right.toString());
        }
        if (left instanceof Optional<?> optional) {
            return compare(optional.orElse(null), ((Optional<?>) right).orElse(null));
        }
        if (left instanceof List<?> list) {
            return compare(list, (List<?>) right);
        }
        if (left instanceof Record record) {
            return compare(components(record), components((Record) right));
        }
        @SuppressWarnings("unchecked")
        Comparable<Object> comparable = (Comparable<Object>) left;
        return comparable.compareTo(right);
    }

    private static int compare(List<?> left, List<?> right) {
        Iterator<?> others = right.iterator();
        for (Object each : left) {
            int order = others.hasNext() ? compare(each, others.next()) : 1;
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static List<Object> components(Record record) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("Cannot read " + component, e);
            }
        }
        return values;
    }
}
