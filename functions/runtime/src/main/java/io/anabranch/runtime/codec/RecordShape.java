package io.anabranch.runtime.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Composes the handles of a record's components into one pair for the record: accessors feed the writers one after the other, the readers feed the
 * canonical constructor from left to right.
 */
final class RecordShape {
    private RecordShape() {}

    /** What a component is written and read by. */
    interface Components {
        Shape shape(RecordComponent component, Type type, boolean last);
    }

    /**
     * @param type a record, with its arguments if it has parameters
     * @throws UnsupportedTypeException if it is not open to us
     */
    static Shape of(Type type, String path, Components components) {
        Class<?> raw = Types.raw(type);
        RecordComponent[] parts = raw.getRecordComponents();
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            Type part = Types.resolve(parts[i].getGenericType(), Types.bindings(type));
            shapes.add(components.shape(parts[i], part, i == parts.length - 1).as(parts[i].getType()));
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(raw, MethodHandles.lookup());
            return new Shape(writer(raw, parts, shapes, lookup), reader(raw, parts, shapes, lookup));
        } catch (IllegalAccessException e) {
            throw new UnsupportedTypeException(
                    type, path, "its module does not open package " + raw.getPackageName() + ". Add 'opens' for it.");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Cannot find the constructor of record " + raw.getName(), e);
        }
    }

    private static MethodHandle writer(
            Class<?> raw, RecordComponent[] parts, List<Shape> shapes, MethodHandles.Lookup lookup)
            throws IllegalAccessException {
        MethodHandle writer = MethodHandles.empty(MethodType.methodType(void.class, raw, BytesOut.class));
        for (int i = parts.length - 1; i >= 0; i--) {
            MethodHandle accessor = lookup.unreflect(parts[i].getAccessor());
            MethodHandle part = MethodHandles.filterArguments(shapes.get(i).write(), 0, accessor);
            writer = i == parts.length - 1 ? part : MethodHandles.foldArguments(writer, part);
        }
        return writer;
    }

    private static MethodHandle reader(
            Class<?> raw, RecordComponent[] parts, List<Shape> shapes, MethodHandles.Lookup lookup)
            throws IllegalAccessException, NoSuchMethodException {
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        MethodHandle constructor = lookup.findConstructor(raw, MethodType.methodType(void.class, types));
        MethodHandle[] readers = shapes.stream().map(Shape::read).toArray(MethodHandle[]::new);
        MethodHandle reader = MethodHandles.filterArguments(constructor, 0, readers);
        return MethodHandles.permuteArguments(reader, MethodType.methodType(raw, BytesIn.class), new int[parts.length]);
    }
}
