package io.anabranch.runtime.record;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The body of every {@link RecordDecoder}: {@link HiddenCopies} makes one per handle. */
final class DecoderTemplate implements RecordDecoder {
    private static final MethodHandle DECODE = handle();

    private static MethodHandle handle() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, MethodHandle.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public Object decode(Object source) {
        try {
            return (Object) DECODE.invokeExact(source);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A record's constructor cannot throw " + e, e);
        }
    }
}
