package io.anabranch.runtime.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The class that {@link ConstantCodec} copies for each type, with the handles of that type as its constants.
 */
final class CodecTemplate implements Codec<Object> {
    private static final MethodHandle WRITE;
    private static final MethodHandle READ;

    static {
        try {
            WRITE = MethodHandles.classDataAt(MethodHandles.lookup(), "_", MethodHandle.class, 0);
            READ = MethodHandles.classDataAt(MethodHandles.lookup(), "_", MethodHandle.class, 1);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    CodecTemplate() {}

    @Override
    public void write(Object value, BytesOut out) {
        try {
            WRITE.invokeExact(value, out);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot encode " + value.getClass().getName(), e);
        }
    }

    @Override
    public Object read(BytesIn in) {
        try {
            return (Object) READ.invokeExact(in);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot decode a record", e);
        }
    }
}
