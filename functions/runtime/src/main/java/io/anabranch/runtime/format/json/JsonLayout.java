package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.Json;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.RecordLayout;
import io.anabranch.runtime.format.value.Nullness;
import io.anabranch.runtime.format.value.SnakeCase;
import io.anabranch.runtime.record.RecordEncoder;
import io.anabranch.runtime.record.RecordShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Records as JSON objects, one a line, properties in the order of the components. */
final class JsonLayout<T> implements RecordLayout<T> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ClassValue<RecordEncoder> ENCODERS = new ClassValue<>() {
        @Override
        protected RecordEncoder computeValue(Class<?> type) {
            return newEncoder(type);
        }
    };

    private final BytesOut out;
    private JsonGenerator generator;

    /** @throws io.anabranch.error.CodeException if a component has a type that JSON cannot hold */
    JsonLayout(Json<T> json, BytesOut out) {
        new JsonTypes().record(json.type());
        this.out = out;
        this.generator = newGenerator();
    }

    @Override
    public void append(T record, boolean first) {
        try {
            JsonOut.record(generator, (Record) record);
            generator.writeRaw('\n');
            generator.flush();
        } catch (IOException | UncheckedIOException | StackOverflowError e) {
            // Of the generator, whose target is memory: nested too deeply. It stands in the middle of an object: it is
            // of no more use.
            generator = newGenerator();
            Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
            throw new InputException(
                    "Cannot write a record: "
                            + (cause instanceof IOException ? cause.getMessage() : "it is nested too deeply"),
                    Where.UNKNOWN,
                    e);
        } catch (RuntimeException | Error e) {
            generator = newGenerator();
            throw e;
        }
    }

    private JsonGenerator newGenerator() {
        try {
            JsonGenerator made = FACTORY.createGenerator(out.asStream());
            made.setRootValueSeparator(null);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RecordEncoder encoder(Class<?> type) {
        return ENCODERS.get(type);
    }

    private static RecordEncoder newEncoder(Class<?> type) {
        RecordShape shape = new RecordShape(type);
        List<MethodHandle> writers = new ArrayList<>();
        for (RecordComponent component : shape.components()) {
            writers.add(writer(component, SnakeCase.of(component.getName())));
        }
        return shape.encoder(JsonGenerator.class, writers);
    }

    private static MethodHandle writer(RecordComponent component, String name) {
        Class<?> type = component.getType();
        String method = Nullness.allowsNull(component) ? "referenceOrNull" : "reference";
        Class<?> parameter = Object.class;
        if (type == double.class || type == float.class) {
            method = "decimal";
            parameter = type;
        } else if (type == boolean.class) {
            method = "truth";
            parameter = type;
        } else if (type == char.class) {
            method = "character";
            parameter = type;
        } else if (type.isPrimitive()) {
            method = "whole";
            parameter = long.class;
        }
        try {
            MethodHandle writer = LOOKUP.findStatic(
                    JsonOut.class,
                    method,
                    MethodType.methodType(void.class, JsonGenerator.class, SerializableString.class, parameter));
            return MethodHandles.insertArguments(writer, 1, new SerializedString(name))
                    .asType(MethodType.methodType(void.class, JsonGenerator.class, type));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("A writer of ours is missing", e);
        }
    }
}
