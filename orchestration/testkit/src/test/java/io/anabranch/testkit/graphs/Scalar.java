package io.anabranch.testkit.graphs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts of single values, as Csv's documentation has them. */
final class Scalar {
    private Scalar() {}

    /** Null is no value. */
    static @Nullable String text(@Nullable Object value) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return plain == null ? null : plain.toString();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static @Nullable Object value(Type type, @Nullable String text) {
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return Optional.ofNullable(text == null ? null : value(optional.getActualTypeArguments()[0], text));
        }
        if (text == null || type == String.class) {
            return text;
        }
        if (type == long.class) {
            return Long.parseLong(text);
        }
        if (type == int.class) {
            return Integer.parseInt(text);
        }
        if (type == double.class) {
            return Double.parseDouble(text);
        }
        if (type == boolean.class) {
            return Boolean.parseBoolean(text);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        return Enum.valueOf((Class<Enum>) type, text);
    }
}
