package io.anabranch.runtime.codec;

import io.anabranch.Utf8;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the runtime needs to know of generic types. */
public final class Types {
    /** No variable stands for anything. */
    public static final Map<TypeVariable<?>, Type> UNBOUND = Map.of();

    /** Final classes, beside records, primitives and enums, whose values do not change. */
    private static final Set<Class<?>> CONSTANTS = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            String.class,
            Utf8.class,
            Instant.class,
            Duration.class,
            LocalDate.class,
            LocalDateTime.class,
            UUID.class);

    private Types() {}

    /** {@code raw<arguments>}. */
    public static Type parameterized(Class<?> raw, Type... arguments) {
        return new ParameterizedClass(
                raw, Arrays.stream(arguments).map(Types::boxed).toList());
    }

    /** The class of {@code type} without its arguments; {@code Object} where it is not known. */
    public static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return Object.class;
    }

    /** {@code type} with variables replaced by {@code bindings}, wildcards by their bounds, all of it comparable. */
    public static Type resolve(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof TypeVariable<?> variable) {
            return bindings.getOrDefault(variable, variable);
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0], bindings);
        }
        if (type instanceof ParameterizedType parameterized) {
            List<Type> arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(argument -> resolve(argument, bindings))
                    .toList();
            return new ParameterizedClass(raw(parameterized), arguments);
        }
        return type;
    }

    /** What the variables of the class of {@code type} stand for. */
    public static Map<TypeVariable<?>, Type> bindings(Type type) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = raw(type).getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                bindings.put(variables[i], arguments[i]);
            }
        }
        return bindings;
    }

    /**
     * The arguments that {@code type} gives to {@code generic}, one of its supertypes; null if it is none.
     *
     * <p>For {@code class Names implements Mapper<Person, String, Long>} and {@code Mapper}: Person, String, Long.
     */
    public static Type @Nullable [] argumentsOf(Class<?> generic, Type type) {
        Class<?> raw = raw(type);
        if (raw == generic) {
            return type instanceof ParameterizedType parameterized
                    ? parameterized.getActualTypeArguments()
                    : raw.getTypeParameters();
        }
        Map<TypeVariable<?>, Type> bindings = bindings(type);
        for (Type parent : raw.getGenericInterfaces()) {
            Type[] found = argumentsOf(generic, resolve(parent, bindings));
            if (found != null) {
                return found;
            }
        }
        Type parent = raw.getGenericSuperclass();
        return parent == null ? null : argumentsOf(generic, resolve(parent, bindings));
    }

    /** Whether all of {@code type} is known: no variable, no {@code Object}, no generic class without arguments. */
    public static boolean isKnown(Type type) {
        if (type instanceof Class<?> plain) {
            return plain != Object.class && plain.getTypeParameters().length == 0;
        }
        return type instanceof ParameterizedType parameterized
                && Arrays.stream(parameterized.getActualTypeArguments()).allMatch(Types::isKnown);
    }

    /** Whether no value of {@code type}, which has a codec, can change once it is there: then it may be kept while others are processed. */
    public static boolean isImmutable(Type type) {
        Class<?> raw = raw(type);
        if (raw.isRecord()) {
            Map<TypeVariable<?>, Type> bindings = bindings(type);
            return Arrays.stream(raw.getRecordComponents())
                    .allMatch(component -> isImmutable(resolve(component.getGenericType(), bindings)));
        }
        if (raw == Optional.class) {
            return type instanceof ParameterizedType optional && isImmutable(optional.getActualTypeArguments()[0]);
        }
        return raw.isPrimitive() || raw.isEnum() || CONSTANTS.contains(raw);
    }

    /** As one writes it in Java: {@code java.util.List<com.acme.Order>}. */
    public static String describe(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return raw(type).getTypeName()
                    + Arrays.stream(parameterized.getActualTypeArguments())
                            .map(Types::describe)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return type.getTypeName();
    }

    /** The class that holds values of a primitive type; any other type as it is. */
    public static Type boxed(Type type) {
        return type instanceof Class<?> plain && plain.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(plain).wrap().returnType()
                : type;
    }
}
