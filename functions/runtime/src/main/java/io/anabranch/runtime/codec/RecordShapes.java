package io.anabranch.runtime.codec;

import io.anabranch.error.CodeException;
import io.anabranch.runtime.record.RecordShape;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** The shapes of records, made of those of their components. */
final class RecordShapes {
    private RecordShapes() {}

    /** What a component is written and read by. */
    interface Components {
        Shape shape(RecordComponent component, Type type, boolean last);
    }

    /**
     * @param type a record, with its arguments if it has parameters
     * @throws UnsupportedTypeException if it is not open to us
     */
    static Shape of(Type type, String path, Components components) {
        RecordShape record = open(type, path);
        List<RecordComponent> parts = record.components();
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            RecordComponent part = parts.get(i);
            Type resolved = Types.resolve(part.getGenericType(), Types.bindings(type));
            shapes.add(components.shape(part, resolved, i == parts.size() - 1).as(part.getType()));
        }
        return new Shape(
                record.taker(BytesOut.class, shapes.stream().map(Shape::write).toList()),
                record.maker(BytesIn.class, shapes.stream().map(Shape::read).toList()));
    }

    private static RecordShape open(Type type, String path) {
        try {
            return new RecordShape(Types.raw(type));
        } catch (CodeException e) {
            throw new UnsupportedTypeException(type, path, e.problem());
        }
    }
}
