package io.anabranch.runtime.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Enums by their place in the declaration. */
final class Enums {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Enums() {}

    static Shape compact(Class<?> type) {
        return shape(type, "writeCompact", "readCompact");
    }

    static Shape ordered(Class<?> type) {
        return shape(type, "writeOrdered", "readOrdered");
    }

    private static Shape shape(Class<?> type, String writer, String reader) {
        try {
            MethodHandle write = LOOKUP.findStatic(
                    Enums.class, writer, MethodType.methodType(void.class, Enum.class, BytesOut.class));
            MethodHandle read = LOOKUP.findStatic(
                    Enums.class, reader, MethodType.methodType(Object.class, Object[].class, BytesIn.class));
            Object[] constants = type.getEnumConstants();
            return new Shape(
                            write,
                            MethodHandles.insertArguments(read, 0, (Object) constants)
                                    .asType(MethodType.methodType(Enum.class, BytesIn.class)))
                    .as(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot find the methods of Enums", e);
        }
    }

    static void writeCompact(Enum<?> value, BytesOut out) {
        out.writeVarLong(value.ordinal());
    }

    static Object readCompact(Object[] constants, BytesIn in) {
        return constants[(int) in.readVarLong()];
    }

    static void writeOrdered(Enum<?> value, BytesOut out) {
        out.writeByte(value.ordinal() >> 8);
        out.writeByte(value.ordinal());
    }

    static Object readOrdered(Object[] constants, BytesIn in) {
        int high = in.readByte() & 0xFF;
        return constants[(high << 8) | (in.readByte() & 0xFF)];
    }
}
