package io.anabranch.runtime.record;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * A record class taken apart once, so that its instances are made and read without reflection: the handles of all components
 * are composed into one, and that one is a constant of a hidden class of its own, so that the JIT inlines through it as through
 * hand-written code.
 */
public final class RecordShape {
    private final Class<?> type;
    private final RecordComponent[] components;
    private final MethodHandles.Lookup lookup;

    public RecordShape(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        try {
            this.lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw new CodeException(
                    "Cannot use record " + type.getName() + ": its module is closed. Open its package to io.anabranch",
                    Where.UNKNOWN,
                    e);
        }
    }

    public List<RecordComponent> components() {
        return List.of(components);
    }

    /**
     * @param source class of the sources
     * @param readers by component, a handle (source) to component's type
     */
    public RecordDecoder decoder(Class<?> source, List<MethodHandle> readers) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types));
            MethodHandle filtered = MethodHandles.filterArguments(constructor, 0, readers.toArray(MethodHandle[]::new));
            MethodHandle composed = types.length == 0
                    ? MethodHandles.dropArguments(filtered, 0, source)
                    : MethodHandles.permuteArguments(
                            filtered, MethodType.methodType(type, source), new int[types.length]);
            return define(
                    DecoderTemplate.class,
                    RecordDecoder.class,
                    composed.asType(MethodType.methodType(Object.class, Object.class)));
        } catch (ReflectiveOperationException e) {
            throw new CodeException(
                    "Cannot make records of " + type.getName() + ": " + e.getMessage(), Where.UNKNOWN, e);
        }
    }

    /**
     * @param target class of the targets
     * @param writers by component, a handle (target, component's type) to void
     */
    public RecordEncoder encoder(Class<?> target, List<MethodHandle> writers) {
        try {
            MethodHandle composed = MethodHandles.empty(MethodType.methodType(void.class, target, type));
            for (int i = components.length - 1; i >= 0; i--) {
                MethodHandle accessor = lookup.unreflect(components[i].getAccessor());
                MethodHandle step = MethodHandles.filterArguments(writers.get(i), 1, accessor);
                composed = MethodHandles.foldArguments(composed, step);
            }
            return define(
                    EncoderTemplate.class,
                    RecordEncoder.class,
                    composed.asType(MethodType.methodType(void.class, Object.class, Object.class)));
        } catch (ReflectiveOperationException e) {
            throw new CodeException(
                    "Cannot take records of " + type.getName() + " apart: " + e.getMessage(), Where.UNKNOWN, e);
        }
    }

    private static <T> T define(Class<? extends T> template, Class<T> kind, MethodHandle constant)
            throws ReflectiveOperationException {
        MethodHandles.Lookup hidden =
                MethodHandles.lookup().defineHiddenClassWithClassData(bytecode(template), constant, true);
        return kind.cast(hidden.lookupClass().getDeclaredConstructor().newInstance());
    }

    private static byte[] bytecode(Class<?> template) {
        try (InputStream in = template.getResourceAsStream(template.getSimpleName() + ".class")) {
            if (in == null) {
                throw new IllegalStateException("Cannot find the class file of " + template.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the class file of " + template.getName(), e);
        }
    }
}
