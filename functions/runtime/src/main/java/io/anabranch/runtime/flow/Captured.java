package io.anabranch.runtime.flow;

import io.anabranch.runtime.graph.SideValue;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which side inputs a function refers to: as captured variables of a lambda, or as fields of an object, one level deep. */
final class Captured {
    private Captured() {}

    /** The channels of the side inputs that any of {@code functions} refers to. */
    static SortedSet<Integer> sides(Object... functions) {
        SortedSet<Integer> channels = new TreeSet<>();
        for (Object function : functions) {
            SerializedLambda lambda = FunctionTypes.describe(function);
            if (lambda == null) {
                addFields(function, channels, true);
            } else {
                for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
                    add(lambda.getCapturedArg(i), channels, true);
                }
            }
        }
        return channels;
    }

    /** What a field holds; null also if it cannot be seen. */
    static @Nullable Object read(Field field, Object owner) {
        if (Modifier.isStatic(field.getModifiers())) {
            return null;
        }
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException | RuntimeException e) {
            return null;
        }
    }

    private static void add(@Nullable Object held, SortedSet<Integer> channels, boolean deeper) {
        if (held instanceof SideValue side) {
            channels.add(side.channel());
        } else if (held != null && deeper) {
            SerializedLambda lambda = FunctionTypes.describe(held);
            if (lambda != null) {
                channels.addAll(sides(held));
            } else {
                addFields(held, channels, false);
            }
        }
    }

    private static void addFields(Object owner, SortedSet<Integer> channels, boolean deeper) {
        for (Field field : owner.getClass().getDeclaredFields()) {
            add(read(field, owner), channels, deeper);
        }
    }
}
