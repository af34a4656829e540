package io.anabranch.runtime.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Builds the compact shape of a type, component by component. One object builds one shape. */
final class CompactShapes {
    /** Types whose own encoding has null. */
    private static final Set<Class<?>> WITH_NULL =
            Set.of(String.class, io.anabranch.Utf8.class, byte[].class, BigInteger.class, BigDecimal.class);

    private final Deque<Class<?>> enclosing = new ArrayDeque<>();

    /** The shape of a key, which is alone in its bytes: null is a value, and what is not takes no byte more for it. */
    Shape key(Type type) {
        Class<?> raw = Types.raw(type);
        boolean mayBeEmpty = raw.isRecord() && raw.getRecordComponents().length == 0;
        Shape shape = of(type, "", mayBeEmpty);
        return mayBeEmpty || WITH_NULL.contains(raw) ? shape : shape.emptyIfNull();
    }

    /** @param nullable whether null must be a value */
    Shape of(Type type, String path, boolean nullable) {
        Class<?> raw = Types.raw(type);
        Shape scalar = CompactScalars.SHAPES.get(raw);
        if (scalar != null) {
            return nullable && !raw.isPrimitive() && !WITH_NULL.contains(raw) ? scalar.nullable() : scalar;
        }
        Class<?> primitive = MethodType.methodType(raw).unwrap().returnType();
        Shape shape;
        if (primitive != raw) {
            shape = of(primitive, path, false).as(raw);
        } else if (raw.isEnum()) {
            shape = Enums.compact(raw);
        } else if (raw.isRecord()) {
            shape = record(type, path);
        } else {
            shape = container(type, path);
        }
        return nullable ? shape.nullable() : shape;
    }

    private Shape record(Type type, String path) {
        Class<?> raw = Types.raw(type);
        Unsupported.unlessKnown(type, path);
        Unsupported.ifRecursive(raw, enclosing, path);
        enclosing.push(raw);
        Shape shape = RecordShapes.of(
                type, path, (component, part, last) -> of(part, Unsupported.path(path, raw, component), true));
        enclosing.pop();
        return shape;
    }

    private Shape container(Type type, String path) {
        Class<?> raw = Types.raw(type);
        ContainerKind kind = ContainerKind.of(raw);
        if (kind == null) {
            throw Unsupported.noCodec(type, path);
        }
        if (!(type instanceof ParameterizedType parameterized)) {
            throw Unsupported.unknown(type, path);
        }
        Type[] arguments = parameterized.getActualTypeArguments();
        Codec<Object> first = element(arguments[0], path + "<>");
        Type sorted = ContainerKind.isSorted(raw) ? arguments[0] : null;
        Codec<?> codec = switch (kind) {
            case OPTIONAL -> new OptionalCodec(first);
            case LIST -> new ListCodec(first);
            case SET -> new SetCodec(first, sorted);
            case MAP -> new MapCodec(first, element(arguments[1], path + "<>"), sorted);
        };
        return Shape.of(codec, raw);
    }

    private Codec<Object> element(Type type, String path) {
        return ConstantCodec.of(of(type, path, true).as(Object.class));
    }
}
