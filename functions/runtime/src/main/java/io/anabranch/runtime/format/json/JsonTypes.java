package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.message.Excerpt;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Readers of JSON values by the type that they become: scalars, Optional, List, Set, Map of texts, and records of those. */
final class JsonTypes {
    private final Map<Class<?>, JsonRecord> records = new HashMap<>();

    /**
     * The reader of objects that become records of {@code type}.
     *
     * @throws CodeException if a component has a type that JSON cannot hold
     */
    JsonRecord record(Class<?> type) {
        JsonRecord known = records.get(type);
        if (known == null) {
            known = new JsonRecord(type);
            records.put(type, known);
            known.resolve(this);
        }
        return known;
    }

    /** @param where the component that has this type, for the message */
    JsonValue value(Type type, String where) {
        if (type instanceof Class<?> plain) {
            if (plain.isRecord()) {
                return record(plain);
            }
            JsonValue scalar = JsonScalars.of(plain);
            if (scalar != null) {
                return scalar;
            }
        } else if (type instanceof ParameterizedType generic) {
            JsonValue container = container(generic, where);
            if (container != null) {
                return container;
            }
        }
        throw unsupported(type, where);
    }

    static CodeException unsupported(Type type, String where) {
        return new CodeException(
                "Cannot use JSON for " + where + ": it is a " + type.getTypeName()
                        + ". Use a number, a text, a time, an enum, a record, or an Optional, List, Set or Map<String, …> of those",
                Where.UNKNOWN);
    }

    private @Nullable JsonValue container(ParameterizedType type, String where) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            JsonValue value = value(arguments[0], where);
            return value instanceof OptionalValue ? null : new OptionalValue(value);
        }
        if (type.getRawType() == List.class) {
            JsonValue element = value(arguments[0], where);
            return parser -> {
                List<Object> list = new ArrayList<>();
                elements(parser, element, list::add);
                return Collections.unmodifiableList(list);
            };
        }
        if (type.getRawType() == Set.class) {
            JsonValue element = value(arguments[0], where);
            return parser -> {
                Set<Object> set = new LinkedHashSet<>();
                elements(parser, element, set::add);
                return Collections.unmodifiableSet(set);
            };
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            JsonValue value = value(arguments[1], where);
            return parser -> entries(parser, value);
        }
        return null;
    }

    private interface Collector {
        boolean add(Object element);
    }

    private static void elements(JsonParser parser, JsonValue element, Collector collector) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw JsonScalars.refused(parser, "an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = parser.currentToken() == JsonToken.VALUE_NULL ? element.absent() : element.read(parser);
            if (value == null) {
                throw JsonScalars.refused(parser, "no null in an array");
            }
            collector.add(value);
        }
    }

    private static Object entries(JsonParser parser, JsonValue value) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonScalars.refused(parser, "an object");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Object read = parser.nextToken() == JsonToken.VALUE_NULL ? value.absent() : value.read(parser);
            if (read == null) {
                throw JsonScalars.refused(parser, "a value for key " + Excerpt.of(key));
            }
            if (map.put(key, read) != null) {
                throw new RefusedRecordException("has key " + Excerpt.of(key) + " twice");
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private record OptionalValue(JsonValue value) implements JsonValue {
        @Override
        public Object read(JsonParser parser) throws IOException {
            return Optional.of(value.read(parser));
        }

        @Override
        public Object absent() {
            return Optional.empty();
        }
    }
}
