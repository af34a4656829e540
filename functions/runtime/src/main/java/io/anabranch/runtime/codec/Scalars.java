package io.anabranch.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shapes from a class of static methods, {@code write(T, BytesOut)} and {@code T read...(BytesIn)} for each type. */
final class Scalars {
    private final Map<Class<?>, Shape> shapes = new HashMap<>();

    Scalars(MethodHandles.Lookup lookup) {
        Map<Class<?>, Method> writers = new HashMap<>();
        Map<Class<?>, Method> readers = new HashMap<>();
        for (Method method : lookup.lookupClass().getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic()) {
                if (method.getName().equals("write")) {
                    writers.put(method.getParameterTypes()[0], method);
                } else if (method.getName().startsWith("read")) {
                    readers.put(method.getReturnType(), method);
                }
            }
        }
        for (Map.Entry<Class<?>, Method> writer : writers.entrySet()) {
            shapes.put(writer.getKey(), shape(lookup, writer.getValue(), readers.get(writer.getKey())));
        }
    }

    /** The shape for {@code type}, or null. */
    @Nullable
    Shape get(Class<?> type) {
        return shapes.get(type);
    }

    private static Shape shape(MethodHandles.Lookup lookup, Method writer, @Nullable Method reader) {
        if (reader == null) {
            throw new IllegalStateException("Cannot find the method that reads what " + writer + " writes");
        }
        try {
            return new Shape(lookup.unreflect(writer), lookup.unreflect(reader));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot use " + writer + " and " + reader, e);
        }
    }
}
