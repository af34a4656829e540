package io.anabranch.runtime.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/** Builds the ordered shape of a type, component by component. One object builds one shape. */
final class OrderedShapes {
    private final Deque<Class<?>> enclosing = new ArrayDeque<>();
    private boolean exact = true;

    /** Whether what was built tells all values apart, and reads them back. */
    boolean isExact() {
        return exact;
    }

    /**
     * @param nullable whether null must be a value; it comes first
     * @param open whether the encoding ends where the key ends
     */
    Shape of(Type type, String path, boolean nullable, boolean open) {
        Class<?> raw = Types.raw(type);
        Shape shape = plain(type, raw, path, open);
        return nullable && !raw.isPrimitive() ? shape.nullable() : shape;
    }

    private Shape plain(Type type, Class<?> raw, String path, boolean open) {
        exact &= raw != BigDecimal.class;
        Shape scalar = open ? OpenScalars.SHAPES.get(raw) : null;
        scalar = scalar != null ? scalar : OrderedScalars.SHAPES.get(raw);
        if (scalar != null) {
            return scalar;
        }
        Class<?> primitive = MethodType.methodType(raw).unwrap().returnType();
        if (primitive != raw) {
            return of(primitive, path, false, open).as(raw);
        }
        if (raw.isEnum()) {
            return Enums.ordered(raw);
        }
        return raw.isRecord() ? record(type, raw, path, open) : container(type, raw, path);
    }

    private Shape record(Type type, Class<?> raw, String path, boolean open) {
        Unsupported.unlessKnown(type, path);
        Unsupported.ifRecursive(raw, enclosing, path);
        enclosing.push(raw);
        Shape shape = RecordShapes.of(
                type,
                path,
                (component, part, last) -> of(part, Unsupported.path(path, raw, component), true, open && last));
        enclosing.pop();
        return shape;
    }

    private Shape container(Type type, Class<?> raw, String path) {
        ContainerKind kind = ContainerKind.of(raw);
        if (kind == ContainerKind.SET || kind == ContainerKind.MAP) {
            throw new UnsupportedTypeException(type, path, "it has no order. Sort by something else");
        }
        if (kind == null) {
            throw Unsupported.noCodec(type, path);
        }
        if (!(type instanceof ParameterizedType parameterized)) {
            throw Unsupported.unknown(type, path);
        }
        Type argument = parameterized.getActualTypeArguments()[0];
        boolean optional = kind == ContainerKind.OPTIONAL;
        Codec<Object> element = ConstantCodec.of(of(argument, path + "<>", !optional, false));
        return Shape.of(optional ? new OptionalCodec(element) : new OrderedListCodec(element), raw);
    }
}
