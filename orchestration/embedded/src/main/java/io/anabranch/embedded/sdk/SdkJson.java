package io.anabranch.embedded.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Reads and writes any model class of the SDK through the fields it declares, so that no class needs a mapping of its own.
 * Members that are not set do not appear.
 */
public final class SdkJson {
    private SdkJson() {}

    /** The members of {@code pojo} under the names of the service's model. */
    public static ObjectNode write(SdkPojo pojo) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !isUnset(value)) {
                json.set(field.memberName(), writeValue(value));
            }
        }
        return json;
    }

    /**
     * Sets the members that {@code json} has.
     *
     * @param builder a builder of a model class
     * @return what the builder builds
     * @throws IllegalArgumentException if a member is unknown or of another type
     */
    public static <T> T read(JsonNode json, SdkBuilder<?, T> builder) {
        fill(json, (SdkPojo) builder, "");
        return builder.build();
    }

    private static void fill(JsonNode json, SdkPojo builder, String path) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        for (SdkField<?> field : builder.sdkFields()) {
            fields.put(field.memberName(), field);
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            SdkField<?> field = fields.get(member.getKey());
            if (field == null) {
                throw new IllegalArgumentException("Invalid member: '" + path + member.getKey() + "', expected one of "
                        + String.join(", ", new TreeSet<>(fields.keySet())));
            }
            field.set(builder, readValue(member.getValue(), field, path + member.getKey()));
        }
    }

    private static @Nullable Object readValue(JsonNode json, SdkField<?> field, String path) {
        if (json.isNull()) {
            return null;
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return json.isContainerNode() ? json.toString() : json.asText();
        } else if (type == MarshallingType.INTEGER) {
            return json.intValue();
        } else if (type == MarshallingType.LONG) {
            return json.longValue();
        } else if (type == MarshallingType.DOUBLE) {
            return json.doubleValue();
        } else if (type == MarshallingType.FLOAT) {
            return json.floatValue();
        } else if (type == MarshallingType.BOOLEAN) {
            return json.booleanValue();
        } else if (type == MarshallingType.INSTANT) {
            return json.isNumber()
                    ? Instant.ofEpochMilli(Math.round(json.doubleValue() * 1000))
                    : Instant.parse(json.asText());
        } else if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromUtf8String(json.isContainerNode() ? json.toString() : json.asText());
        } else if (type == MarshallingType.LIST) {
            List<@Nullable Object> values = new ArrayList<>(json.size());
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            for (JsonNode value : json) {
                values.add(readValue(value, element, path + "[]"));
            }
            return values;
        } else if (type == MarshallingType.MAP) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            json.properties()
                    .forEach(entry -> values.put(
                            entry.getKey(), readValue(entry.getValue(), element, path + "." + entry.getKey())));
            return values;
        } else if (type == MarshallingType.SDK_POJO) {
            SdkPojo nested = field.constructor().get();
            fill(json, nested, path + ".");
            return ((SdkBuilder<?, ?>) nested).build();
        }
        throw new IllegalArgumentException("Invalid member: '" + path + "', no JSON form for " + type);
    }

    private static boolean isUnset(Object value) {
        return value instanceof software.amazon.awssdk.core.util.SdkAutoConstructList
                || value instanceof software.amazon.awssdk.core.util.SdkAutoConstructMap;
    }

    private static JsonNode writeValue(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value == null) {
            return nodes.nullNode();
        } else if (value instanceof String text) {
            return nodes.textNode(text);
        } else if (value instanceof Integer number) {
            return nodes.numberNode(number);
        } else if (value instanceof Long number) {
            return nodes.numberNode(number);
        } else if (value instanceof Double number) {
            return nodes.numberNode(number);
        } else if (value instanceof Float number) {
            return nodes.numberNode(number);
        } else if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        } else if (value instanceof Instant instant) {
            return nodes.textNode(instant.toString());
        } else if (value instanceof SdkBytes bytes) {
            return nodes.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        } else if (value instanceof SdkPojo pojo) {
            return write(pojo);
        } else if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode(list.size());
            list.forEach(element -> array.add(writeValue(element)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            map.forEach((key, element) -> object.set(String.valueOf(key), writeValue(element)));
            return object;
        } else if (value instanceof Document) {
            return nodes.textNode(value.toString());
        }
        return nodes.textNode(value.toString());
    }
}
