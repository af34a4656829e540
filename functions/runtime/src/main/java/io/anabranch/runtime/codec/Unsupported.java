package io.anabranch.runtime.codec;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;

/** The reasons why a type has no codec. */
final class Unsupported {
    private Unsupported() {}

    static String path(String path, Class<?> record, RecordComponent component) {
        return (path.isEmpty() ? record.getSimpleName() : path) + "." + component.getName();
    }

    static UnsupportedTypeException noCodec(Type type, String path) {
        Class<?> raw = Types.raw(type);
        if (raw == Object.class) {
            return unknown(type, path);
        }
        return new UnsupportedTypeException(
                type,
                path,
                raw.isArray()
                        ? "of arrays only byte[] can be encoded. Use a List"
                        : "it is no record and none of the types that can be encoded. Use a record");
    }

    static UnsupportedTypeException unknown(Type type, String path) {
        return new UnsupportedTypeException(
                type, path, "what it holds is not known. Give it by a method reference, a record, or as(Type.class)");
    }

    static void unlessKnown(Type type, String path) {
        if (type instanceof Class<?> raw && raw.getTypeParameters().length > 0) {
            throw unknown(type, path);
        }
    }

    static void ifRecursive(Class<?> record, Collection<Class<?>> enclosing, String path) {
        if (enclosing.contains(record)) {
            throw new UnsupportedTypeException(record, path, "it contains itself. Use a type that does not");
        }
    }
}
