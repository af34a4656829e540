package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** The size of JSON as compact UTF-8 text, counted without writing it. */
final class PayloadSize {
    private PayloadSize() {}

    static boolean exceeds(JsonNode json, int limit) {
        return count(json, limit) > limit;
    }

    /** The size in bytes; counting stops soon after the limit is passed. */
    static long count(JsonNode json, long limit) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                long size = 2L + Math.max(0, json.size() - 1);
                Iterator<Map.Entry<String, JsonNode>> fields = json.properties().iterator();
                while (fields.hasNext() && size <= limit) {
                    Map.Entry<String, JsonNode> field = fields.next();
                    size += 1 + text(field.getKey()) + count(field.getValue(), limit - size);
                }
                yield size;
            }
            case ARRAY -> {
                long size = 2L + Math.max(0, json.size() - 1);
                for (int i = 0; i < json.size() && size <= limit; i++) {
                    size += count(json.get(i), limit - size);
                }
                yield size;
            }
            case STRING -> text(json.textValue());
            case BOOLEAN -> json.booleanValue() ? 4 : 5;
            case NULL -> 4;
            default -> json.toString().length();
        };
    }

    private static long text(String text) {
        long size = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\n' || c == '\t' || c == '\r' || c == '\b' || c == '\f') {
                size += 2;
            } else if (c < 0x20) {
                size += 6;
            } else if (c < 0x80) {
                size += 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                size += 2;
            } else {
                size += 3;
            }
        }
        return size;
    }
}
