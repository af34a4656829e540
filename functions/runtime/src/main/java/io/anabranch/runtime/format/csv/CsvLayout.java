package io.anabranch.runtime.format.csv;

import io.anabranch.Utf8;
import io.anabranch.format.Csv;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.RecordLayout;
import io.anabranch.runtime.format.bytes.ByteOrderMark;
import io.anabranch.runtime.format.value.Nullness;
import io.anabranch.runtime.format.value.SnakeCase;
import io.anabranch.runtime.record.RecordEncoder;
import io.anabranch.runtime.record.RecordShape;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Records as rows of CSV, a header line before the first one. */
final class CsvLayout<T> implements RecordLayout<T> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final ClassValue<RecordEncoder> ENCODERS = new ClassValue<>() {
        @Override
        protected RecordEncoder computeValue(Class<?> type) {
            return newEncoder(type);
        }
    };

    private final BytesOut out;
    private final CsvOut fields;
    private final CsvDialect dialect;
    private final List<String> header;
    private final RecordEncoder encoder;

    /** @throws io.anabranch.error.CodeException if a component has a type that a field cannot hold */
    CsvLayout(Csv<T> csv, BytesOut out) {
        this.dialect = CsvDialect.of(csv);
        this.out = out;
        this.header =
                CsvComponents.of(csv.type()).names().stream().map(SnakeCase::of).toList();
        this.fields = new CsvOut(out, dialect, header);
        this.encoder = ENCODERS.get(csv.type());
    }

    @Override
    public void append(T record, boolean first) {
        int start = out.length();
        if (first && dialect.header()) {
            fields.beginRecord();
            header.forEach(fields::text);
            fields.endRecord();
        }
        fields.beginRecord();
        encoder.encode(record, fields);
        fields.endRecord();
        if (first) {
            ByteOrderMark.protect(out, start);
        }
    }

    private static RecordEncoder newEncoder(Class<?> type) {
        RecordShape shape = new RecordShape(type);
        List<MethodHandle> writers = new ArrayList<>();
        for (RecordComponent component : shape.components()) {
            writers.add(writer(component.getType(), Nullness.allowsNull(component)));
        }
        return shape.encoder(CsvOut.class, writers);
    }

    private static MethodHandle writer(Class<?> type, boolean nullable) {
        if (type == double.class || type == float.class) {
            return writer("decimal", type, type);
        }
        if (type == boolean.class) {
            return writer("truth", type, type);
        }
        if (type == char.class) {
            return writer("character", type, type);
        }
        if (type.isPrimitive()) {
            return writer("whole", long.class, type);
        }
        if (type == String.class) {
            return writer(nullable ? "textOrNull" : "text", type, type);
        }
        if (type == Utf8.class) {
            return writer(nullable ? "utf8OrNull" : "utf8", type, type);
        }
        return writer(nullable ? "referenceOrNull" : "reference", Object.class, type);
    }

    private static MethodHandle writer(String method, Class<?> parameter, Class<?> type) {
        try {
            return LOOKUP.findVirtual(CsvOut.class, method, MethodType.methodType(void.class, parameter))
                    .asType(MethodType.methodType(void.class, CsvOut.class, type));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("A writer of ours is missing", e);
        }
    }
}
