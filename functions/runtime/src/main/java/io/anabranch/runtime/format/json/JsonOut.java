package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.anabranch.Utf8;
import io.anabranch.internal.HalfPairs;
import io.anabranch.runtime.format.bytes.Utf8Check;
import io.anabranch.runtime.format.value.Nullness;
import io.anabranch.runtime.format.value.Numbers;
import io.anabranch.runtime.format.value.Texts;
import io.anabranch.runtime.message.Excerpt;
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
        text(out, String.valueOf(value));
    }

    static void reference(JsonGenerator out, SerializableString name, @Nullable Object value) throws IOException {
        if (value == null) {
            throw Nullness.isNull("property " + name.getValue());
        }
        referenceOrNull(out, name, value);
    }

    static void referenceOrNull(JsonGenerator out, SerializableString name, @Nullable Object value) throws IOException {
        out.writeFieldName(name);
        if (value == null) {
            out.writeNull();
        } else {
            value(out, value);
        }
    }

    private static void value(JsonGenerator out, Object value) throws IOException {
        if (value instanceof String text) {
            text(out, text);
        } else if (value instanceof Utf8 text) {
            utf8(out, text);
        } else if (value instanceof Number || value instanceof Boolean) {
            number(out, value);
        } else if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                value(out, optional.get());
            } else {
                out.writeNull();
            }
        } else if (value instanceof Record record) {
            record(out, record);
        } else if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            container(out, value);
        } else if (value instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else {
            text(out, value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }

    private static void text(JsonGenerator out, String text) throws IOException {
        if (HalfPairs.first(text) >= 0) {
            throw Texts.halfPair(place(out));
        }
        out.writeString(text);
    }

    /** What is written just now, for a message: {@code property tags/0}. */
    private static String place(JsonGenerator out) {
        return "property "
                + Excerpt.unquoted(
                        out.getOutputContext().pathAsPointer().toString().substring(1));
    }

    private static void utf8(JsonGenerator out, Utf8 text) throws IOException {
        int from = text.arrayOffset();
        if (Utf8Check.firstMalformed(text.array(), from, from + text.length()) >= 0) {
            throw Texts.notUtf8(place(out), Excerpt.of(text));
        }
        out.writeString(text.toString());
    }

    private static String key(String key) {
        if (HalfPairs.first(key) >= 0) {
            throw Texts.halfPair("a map's key");
        }
        return key;
    }

    private static Object element(@Nullable Object value, String of) {
        if (value == null) {
            throw Nullness.isNull(of);
        }
        return value;
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
            if (!Numbers.isHeld(number)) {
                throw Numbers.notHeld(place(out));
            }
            out.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            if (!Numbers.isHeld(number)) {
                throw Numbers.notHeld(place(out));
            }
            out.writeNumber(number);
        } else {
            out.writeNumber(((Number) value).longValue());
        }
    }

    private static void container(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(key((String) element(entry.getKey(), "a map's key")));
                value(out, element(entry.getValue(), "a map's value"));
            }
            out.writeEndObject();
        } else {
            out.writeStartArray();
            for (Object element : (Collection<?>) value) {
                value(out, element(element, "an element"));
            }
            out.writeEndArray();
        }
    }
}
