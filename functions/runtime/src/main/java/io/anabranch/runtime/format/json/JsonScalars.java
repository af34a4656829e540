package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anabranch.Utf8;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.value.Cell;
import io.anabranch.runtime.format.value.Cells;
import io.anabranch.runtime.message.Excerpt;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers, texts and truth values. A number in quotes is a text, and a text without quotes is an error. */
final class JsonScalars {
    private static final Map<Class<?>, JsonValue> BY_CLASS = Map.ofEntries(
            Map.entry(Long.class, p -> whole(p, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(Integer.class, p -> (int) whole(p, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Short.class, p -> (short) whole(p, Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(Byte.class, p -> (byte) whole(p, Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry(Double.class, JsonScalars::decimal),
            Map.entry(Float.class, p -> (float) decimal(p)),
            Map.entry(Boolean.class, JsonScalars::truth),
            Map.entry(Character.class, JsonScalars::character),
            Map.entry(String.class, p -> text(p, "a text")),
            Map.entry(Utf8.class, p -> Utf8.of(text(p, "a text"))),
            Map.entry(byte[].class, JsonScalars::binary),
            Map.entry(BigDecimal.class, JsonScalars::bigDecimal),
            Map.entry(BigInteger.class, JsonScalars::bigInteger));

    private JsonScalars() {}

    /** The reader of values of {@code type}, a class that is no primitive; null if they are no scalars. */
    static @Nullable JsonValue of(Class<?> type) {
        JsonValue scalar = BY_CLASS.get(type);
        if (scalar != null) {
            return scalar;
        }
        Cell<?> cell = Cells.of(type);
        return cell == null ? null : parser -> parse(cell, parser);
    }

    static long whole(JsonParser parser, long least, long greatest) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            if (value >= least && value <= greatest) {
                return value;
            }
        }
        throw refused(
                parser,
                least == Long.MIN_VALUE ? "a whole number" : "a whole number from " + least + " to " + greatest);
    }

    /** JSON has no infinities: they are texts, as most programs write them. */
    static double decimal(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw refused(parser, "a number");
        };
    }

    static boolean truth(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        throw refused(parser, "true or false");
    }

    static char character(JsonParser parser) throws IOException {
        String text = text(parser, "one character");
        if (text.length() != 1) {
            throw refused(parser, "one character");
        }
        return text.charAt(0);
    }

    static RefusedRecordException refused(JsonParser parser, String expected) throws IOException {
        String text = parser.currentToken() == JsonToken.START_OBJECT
                ? "an object"
                : parser.currentToken() == JsonToken.START_ARRAY ? "an array" : Excerpt.of(parser.getText());
        return new RefusedRecordException("is " + text + ", expected " + expected);
    }

    private static String text(JsonParser parser, String expected) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw refused(parser, expected);
        }
        return parser.getText();
    }

    private static Object parse(Cell<?> cell, JsonParser parser) throws IOException {
        byte[] text = text(parser, "a text").getBytes(StandardCharsets.UTF_8);
        try {
            return cell.parse(Arrays.copyOf(text, text.length + ByteScan.ROOM), 0, text.length);
        } catch (RefusedRecordException e) {
            throw refused(parser, e.problem());
        }
    }

    private static Object binary(JsonParser parser) throws IOException {
        text(parser, "bytes in base64");
        return parser.getBinaryValue();
    }

    private static Object bigDecimal(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw refused(parser, "a number");
        }
        return parser.getDecimalValue();
    }

    private static Object bigInteger(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw refused(parser, "a whole number");
        }
        return parser.getBigIntegerValue();
    }
}
