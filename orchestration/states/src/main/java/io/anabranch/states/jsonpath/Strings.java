package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/** The intrinsic functions on strings. */
final class Strings {
    /** The limit of Base64Encode, Base64Decode and Hash, in characters (AWS's page on intrinsic functions). */
    private static final int MAX_CHARACTERS = 10_000;

    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    /** What Jackson adds about where an object began; it is of no use without the source. */
    private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at .*\\)", Pattern.DOTALL);

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Strings() {}

    /** The first argument with each {@code {}} replaced by the next one; <code>\{</code>, <code>\}</code> and <code>\\</code> stand for themselves. */
    static JsonNode format(List<JsonNode> arguments) {
        String template = text(arguments.get(0), "first");
        StringBuilder out = new StringBuilder(template.length() + 32);
        int next = 1;
        for (int at = 0; at < template.length(); at++) {
            char c = template.charAt(at);
            if (c == '\\' && at + 1 < template.length() && "{}\\".indexOf(template.charAt(at + 1)) >= 0) {
                out.append(template.charAt(++at));
            } else if (c == '{' && template.startsWith("{}", at)) {
                if (next >= arguments.size()) {
                    throw new IllegalArgumentException(
                            "The number of occurrences of {} does not match the number of arguments");
                }
                out.append(display(arguments.get(next++)));
                at++;
            } else if (c == '{' || c == '}') {
                throw new IllegalArgumentException(
                        c == '{' ? "matching '}' not found for '{'" : "matching '{' not found for '}'");
            } else {
                out.append(c);
            }
        }
        if (next != arguments.size()) {
            throw new IllegalArgumentException(
                    "The number of occurrences of {} does not match the number of arguments");
        }
        return TextNode.valueOf(out.toString());
    }

    /** A value as AWS's Format shows it: strings bare, objects and arrays as Java prints its maps and lists. */
    private static String display(JsonNode value) {
        if (value.isObject()) {
            StringJoiner fields = new StringJoiner(", ", "{", "}");
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                fields.add(field.getKey() + "=" + display(field.getValue()));
            }
            return fields.toString();
        }
        if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ", "[", "]");
            value.forEach(element -> elements.add(display(element)));
            return elements.toString();
        }
        return value.asText();
    }

    static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char c = raw.charAt(at);
            boolean escape = c == '\\' && at + 1 < raw.length() && "'{}\\".indexOf(raw.charAt(at + 1)) >= 0;
            out.append(escape ? raw.charAt(++at) : c);
        }
        return out.toString();
    }

    static JsonNode toJson(JsonNode argument) {
        String text = text(argument, "first");
        if (text.isBlank()) {
            return NullNode.getInstance();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The argument is not valid JSON: "
                    + START_MARKER.matcher(e.getOriginalMessage()).replaceAll(""));
        }
    }

    /** The pieces between any of the delimiter's characters; empty pieces are left out. */
    static JsonNode split(JsonNode argument, JsonNode delimiters) {
        ArrayNode pieces = JsonNodeFactory.instance.arrayNode();
        StringTokenizer tokens = new StringTokenizer(text(argument, "first"), text(delimiters, "second"));
        while (tokens.hasMoreTokens()) {
            pieces.add(tokens.nextToken());
        }
        return pieces;
    }

    static JsonNode base64Encode(JsonNode argument) {
        String text = limited(text(argument, "first"));
        return TextNode.valueOf(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    static JsonNode base64Decode(JsonNode argument) {
        String text = limited(text(argument, "first"));
        return TextNode.valueOf(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    }

    static JsonNode hash(JsonNode data, JsonNode algorithm) {
        String name = text(algorithm, "second");
        if (!ALGORITHMS.contains(name)) {
            throw new IllegalArgumentException(
                    "The algorithm '" + name + "' is not one of MD5, SHA-1, SHA-256, SHA-384, SHA-512");
        }
        return TextNode.valueOf(hash(limited(data.isTextual() ? data.textValue() : data.toString()), name));
    }

    /** The digest in lower-case hexadecimal. */
    static String hash(String data, String algorithm) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(data.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("The algorithm '" + algorithm + "' is not available", e);
        }
    }

    private static String limited(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("The argument is longer than " + MAX_CHARACTERS + " characters");
        }
        return text;
    }

    private static String text(JsonNode value, String which) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("The " + which + " argument must be a string but was " + value);
        }
        return value.textValue();
    }
}
