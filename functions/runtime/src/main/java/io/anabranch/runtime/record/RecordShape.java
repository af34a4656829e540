package io.anabranch.runtime.record;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record class taken apart once, so that its instances are made and read without reflection: the handles of all components are composed into one.
 */
public final class RecordShape {
    private static final HiddenCopies<RecordDecoder> DECODERS =
            new HiddenCopies<>(MethodHandles.lookup(), DecoderTemplate.class);
    private static final HiddenCopies<RecordEncoder> ENCODERS =
            new HiddenCopies<>(MethodHandles.lookup(), EncoderTemplate.class);

    private final Class<?> type;
    private final RecordComponent[] components;
    private final MethodHandles.Lookup lookup;

    /** @throws CodeException if the record's module does not open it to us */
    public RecordShape(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
        try {
            this.lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw new CodeException(
                    "Cannot use record " + type.getName() + ": its module does not open package "
                            + type.getPackageName() + ". Add 'opens' for it",
                    Where.UNKNOWN,
                    e);
        }
    }

    /** In the order of their declaration. */
    public List<RecordComponent> components() {
        return List.of(components);
    }

    /**
     * Makes a record: the readers feed the canonical constructor from left to right.
     *
     * @param source class of what the values come from
     * @param readers by component, a handle of type {@code (source)component}
     * @return a handle of type {@code (source)record}
     */
    public MethodHandle maker(Class<?> source, List<MethodHandle> readers) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types));
            return MethodHandles.permuteArguments(
                    MethodHandles.filterArguments(constructor, 0, readers.toArray(MethodHandle[]::new)),
                    MethodType.methodType(type, source),
                    new int[types.length]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot find the constructor of record " + type.getName(), e);
        }
    }

    /**
     * Takes a record apart: the accessors feed the writers, one after the other.
     *
     * @param target class of what the values go to
     * @param writers by component, a handle of type {@code (component, target)void}
     * @return a handle of type {@code (record, target)void}
     */
    public MethodHandle taker(Class<?> target, List<MethodHandle> writers) {
        try {
            MethodHandle taker = MethodHandles.empty(MethodType.methodType(void.class, type, target));
            for (int i = components.length - 1; i >= 0; i--) {
                MethodHandle accessor = lookup.unreflect(components[i].getAccessor());
                MethodHandle part = MethodHandles.filterArguments(writers.get(i), 0, accessor);
                taker = i == components.length - 1 ? part : MethodHandles.foldArguments(taker, part);
            }
            return taker;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot find the accessors of record " + type.getName(), e);
        }
    }

    /** A {@link #maker} in a class of its own. */
    public RecordDecoder decoder(Class<?> source, List<MethodHandle> readers) {
        return DECODERS.with(maker(source, readers).asType(MethodType.methodType(Object.class, Object.class)));
    }

    /**
     * A {@link #taker} in a class of its own.
     *
     * @param writers by component, a handle of type {@code (target, component)void}, as methods of the target are
     */
    public RecordEncoder encoder(Class<?> target, List<MethodHandle> writers) {
        List<MethodHandle> turned = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            MethodType valueFirst = MethodType.methodType(void.class, components[i].getType(), target);
            turned.add(MethodHandles.permuteArguments(writers.get(i), valueFirst, 1, 0));
        }
        return ENCODERS.with(
                taker(target, turned).asType(MethodType.methodType(void.class, Object.class, Object.class)));
    }
}
