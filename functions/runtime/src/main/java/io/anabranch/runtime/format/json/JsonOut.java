package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.anabranch.Utf8;
import io.anabranch.runtime.record.RecordEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Properties of a JSON object: what the handles of a {@link RecordEncoder} call. */
final class JsonOut {
    private JsonOut() {}

    static void whole(JsonGenerator out, SerializableString name, long value) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(value);
    }

    static void decimal(JsonGenerator out, SerializableString name, double value) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(value);
    }

    static void decimal(JsonGenerator out, SerializableString name, float value) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(value);
    }

    static void truth(JsonGenerator out, SerializableString name, boolean value) throws IOException {
        out.writeFieldName(name);
        out.writeBoolean(value);
    }

    static void character(JsonGenerator out, SerializableString name, char value) throws IOException {
        out.writeFieldName(name);
        out.writeString(String.valueOf(value));
    }

    static void reference(JsonGenerator out, SerializableString name, @Nullable Object value) throws IOException {
        out.writeFieldName(name);
        value(out, value);
    }

    static void value(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Utf8 text) {
            out.writeString(text.toString());
        } else if (value instanceof Number || value instanceof Boolean) {
            number(out, value);
        } else if (value instanceof Optional<?> optional) {
            value(out, optional.orElse(null));
        } else if (value instanceof Record record) {
            record(out, record);
        } else if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            container(out, value);
        } else if (value instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else {
            out.writeString(value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }

    static void record(JsonGenerator out, Record record) throws IOException {
        out.writeStartObject();
        JsonLayout.encoder(record.getClass()).encode(record, out);
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Float number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else {
            out.writeNumber(((Number) value).longValue());
        }
    }

    private static void container(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                value(out, entry.getValue());
            }
            out.writeEndObject();
        } else {
            out.writeStartArray();
            for (Object element : (Collection<?>) value) {
                value(out, element);
            }
            out.writeEndArray();
        }
    }
}
