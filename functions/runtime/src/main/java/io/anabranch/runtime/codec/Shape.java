package io.anabranch.runtime.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * How values of a type T are written and read, as handles of exact type, so that numbers are not boxed.
 *
 * @param write of type {@code (T, BytesOut)void}
 * @param read of type {@code (BytesIn)T}
 */
record Shape(MethodHandle write, MethodHandle read) {
    private static final MethodHandle IS_NULL;
    private static final MethodHandle IS_EMPTY;
    private static final MethodHandle READ_FLAG;
    private static final MethodHandle WRITE_NULL;
    private static final MethodHandle WRITE_PRESENT;

    static {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            IS_NULL = lookup.findStatic(Shape.class, "isNull", MethodType.methodType(boolean.class, Object.class));
            IS_EMPTY = lookup.findStatic(Shape.class, "isEmpty", MethodType.methodType(boolean.class, BytesIn.class));
            READ_FLAG = lookup.findStatic(Shape.class, "readFlag", MethodType.methodType(boolean.class, BytesIn.class));
            MethodType flag = MethodType.methodType(void.class, BytesOut.class);
            WRITE_NULL = lookup.findStatic(Shape.class, "writeNull", flag);
            WRITE_PRESENT = lookup.findStatic(Shape.class, "writePresent", flag);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    Class<?> type() {
        return write.type().parameterType(0);
    }

    /** The same values and null: a byte in front says which, null first. */
    Shape nullable() {
        Class<?> type = type();
        MethodHandle nothing = MethodHandles.dropArguments(WRITE_NULL, 0, type);
        MethodHandle present = MethodHandles.foldArguments(write, MethodHandles.dropArguments(WRITE_PRESENT, 0, type));
        MethodHandle absent = MethodHandles.dropArguments(MethodHandles.constant(type, null), 0, BytesIn.class);
        return new Shape(
                MethodHandles.guardWithTest(
                        IS_NULL.asType(MethodType.methodType(boolean.class, type)), nothing, present),
                MethodHandles.guardWithTest(READ_FLAG, read, absent));
    }

    /** The same values and null, which is no bytes: for what is alone in its bytes and takes at least one. */
    Shape emptyIfNull() {
        Class<?> type = type();
        MethodHandle nothing = MethodHandles.empty(write.type());
        MethodHandle absent = MethodHandles.dropArguments(MethodHandles.constant(type, null), 0, BytesIn.class);
        return new Shape(
                MethodHandles.guardWithTest(IS_NULL.asType(MethodType.methodType(boolean.class, type)), nothing, write),
                MethodHandles.guardWithTest(IS_EMPTY, absent, read));
    }

    /** The same bytes for another type, such as a box or a subclass. */
    Shape as(Class<?> type) {
        return new Shape(
                write.asType(MethodType.methodType(void.class, type, BytesOut.class)),
                read.asType(MethodType.methodType(type, BytesIn.class)));
    }

    /** What {@code codec} does, for values of {@code type}. */
    static Shape of(Codec<?> codec, Class<?> type) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            return new Shape(
                            lookup.findVirtual(
                                            Codec.class,
                                            "write",
                                            MethodType.methodType(void.class, Object.class, BytesOut.class))
                                    .bindTo(codec),
                            lookup.findVirtual(Codec.class, "read", MethodType.methodType(Object.class, BytesIn.class))
                                    .bindTo(codec))
                    .as(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot find the methods of Codec", e);
        }
    }

    // The five that the handles above find by name.

    @SuppressWarnings("UnusedMethod")
    private static boolean isNull(Object value) {
        return value == null;
    }

    @SuppressWarnings("UnusedMethod")
    private static boolean isEmpty(BytesIn in) {
        return in.remaining() == 0;
    }

    @SuppressWarnings("UnusedMethod")
    private static boolean readFlag(BytesIn in) {
        return in.readByte() != 0;
    }

    @SuppressWarnings("UnusedMethod")
    private static void writeNull(BytesOut out) {
        out.writeByte(0);
    }

    @SuppressWarnings("UnusedMethod")
    private static void writePresent(BytesOut out) {
        out.writeByte(1);
    }
}
