package io.anabranch.testkit.graphs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records as JSON objects, by way of trees. */
final class JsonLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLine() {}

    static String of(Object record) {
        try {
            return JSON.writeValueAsString(tree(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object read(Class<?> type, String line) {
        try {
            Object record = value(type, JSON.readTree(line));
            return Objects.requireNonNull(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static @Nullable Object tree(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return tree(optional.orElse(null));
        }
        if (value instanceof Record) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                object.put(component.getName(), tree(Components.value(component, value)));
            }
            return object;
        }
        return value == null
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof Map
                        || value instanceof List
                ? value
                : value.toString();
    }

    private static @Nullable Object value(Type type, @Nullable JsonNode node) {
        boolean none = node == null || node.isNull();
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return Optional.ofNullable(none ? null : value(of[0], node));
            }
            if (generic.getRawType() == List.class) {
                List<@Nullable Object> list = new ArrayList<>();
                Objects.requireNonNull(node).forEach(each -> list.add(value(of[0], each)));
                return list;
            }
            Map<String, @Nullable Object> map = new TreeMap<>();
            Objects.requireNonNull(node)
                    .properties()
                    .forEach(each -> map.put(each.getKey(), value(of[1], each.getValue())));
            return map;
        }
        if (none) {
            return null;
        }
        if (type instanceof Class<?> record && record.isRecord()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (RecordComponent component : record.getRecordComponents()) {
                values.add(value(component.getGenericType(), node.get(component.getName())));
            }
            return Components.make(record, values);
        }
        if (type == Long.class) {
            return node.longValue();
        }
        return type == Integer.class ? node.intValue() : Scalar.value(type, node.asText());
    }
}
