package io.anabranch.runtime.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The body of every {@link RecordEncoder}: {@link HiddenCopies} makes one per handle. */
final class EncoderTemplate implements RecordEncoder {
    private static final MethodHandle ENCODE = handle();

    private static MethodHandle handle() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, MethodHandle.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void encode(Object record, Object target) {
        try {
            ENCODE.invokeExact(record, target);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a record", e);
        } catch (Throwable e) {
            throw new IllegalStateException("A record's accessor cannot throw " + e, e);
        }
    }
}
