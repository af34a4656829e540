package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anabranch.Utf8;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.internal.HalfPairs;
import io.anabranch.runtime.format.bytes.ByteScan;
import io.anabranch.runtime.format.value.Cell;
import io.anabranch.runtime.format.value.Cells;
import io.anabranch.runtime.format.value.Numbers;
import io.anabranch.runtime.message.Excerpt;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Numbers, texts and truth values. A number in quotes is a text, and a text without quotes is an error. */
final class JsonScalars {
    private static final Map<Class<?>, JsonValue> BY_CLASS = Map.ofEntries(
            Map.entry(Long.class, p -> whole(p, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(Integer.class, p -> (int) whole(p, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Short.class, p -> (short) whole(p, Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(Byte.class, p -> (byte) whole(p, Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry(Double.class, JsonScalars::decimal),
            Map.entry(Float.class, JsonScalars::floating),
            Map.entry(Boolean.class, JsonScalars::truth),
            Map.entry(Character.class, JsonScalars::character),
            Map.entry(String.class, p -> text(p, "a text")),
            Map.entry(Utf8.class, JsonScalars::utf8),
            Map.entry(byte[].class, JsonScalars::binary),
            Map.entry(BigDecimal.class, JsonScalars::bigDecimal),
            Map.entry(BigInteger.class, JsonScalars::bigInteger));

    private static final String BINARY = "bytes in base64";
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

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

    /** Whether values of {@code type}, a class, are not read from a text as all formats do, but by what the parser sees. */
    static boolean isByToken(Class<?> type) {
        return BY_CLASS.containsKey(type);
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
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = parser.getDoubleValue();
            return Double.isInfinite(value) ? number(parser, Numbers::toDouble) : value;
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT) {
            int value = parser.getIntValue();
            return value == 0 ? number(parser, Numbers::toDouble) : value;
        }
        return number(parser, Numbers::toDouble);
    }

    /** Not by way of a double, which would round twice. */
    static float floating(JsonParser parser) throws IOException {
        return number(parser, Numbers::toFloat);
    }

    private static <N> N number(JsonParser parser, Function<String, N> parse) throws IOException {
        JsonToken token = parser.currentToken();
        String text = parser.getText();
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (isNumber || (token == JsonToken.VALUE_STRING && NO_NUMBERS.contains(text))) {
            try {
                return parse.apply(text);
            } catch (RefusedRecordException e) {
                throw refused(parser, e.problem());
            }
        }
        throw refused(parser, "a number");
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
        text(parser, "a text");
        return parseText(cell, parser);
    }

    private static Object parseText(Cell<?> cell, JsonParser parser) throws IOException {
        byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
        try {
            return cell.parse(Arrays.copyOf(text, text.length + ByteScan.ROOM), 0, text.length);
        } catch (RefusedRecordException e) {
            throw refused(parser, e.problem());
        }
    }

    private static Object utf8(JsonParser parser) throws IOException {
        String text = text(parser, "a text");
        if (HalfPairs.first(text) >= 0) {
            throw refused(parser, "a text without half a surrogate pair");
        }
        return Utf8.of(text);
    }

    /** As it is written: the decoders take bits that are cut off, and some take no padding. */
    private static Object binary(JsonParser parser) throws IOException {
        String text = text(parser, BINARY);
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw refused(parser, BINARY);
    }

    private static Object bigDecimal(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw refused(parser, "a number");
        }
        return parseText(Numbers::toBigDecimal, parser);
    }

    private static Object bigInteger(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw refused(parser, "a whole number");
        }
        return parseText(Numbers::toBigInteger, parser);
    }
}
