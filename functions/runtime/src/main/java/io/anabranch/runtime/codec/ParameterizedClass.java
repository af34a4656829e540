package io.anabranch.runtime.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generic class with its arguments, as {@code List<String>}; comparable, unlike the JDK's. */
record ParameterizedClass(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    ParameterizedClass {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.toArray(new Type[0]);
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return raw.getDeclaringClass();
    }

    @Override
    public String toString() {
        return Types.describe(this);
    }
}
