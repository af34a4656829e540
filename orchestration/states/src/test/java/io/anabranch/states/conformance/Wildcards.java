package io.anabranch.states.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares JSON with what was recorded, in which some texts stand for anything. */
final class Wildcards {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Set<String> whole;
    private final List<String> parts;

    private Wildcards(Set<String> whole, List<String> parts) {
        this.whole = whole;
        this.parts = parts;
    }

    static Wildcards of(@Nullable JsonNode wildcards) {
        List<String> whole = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        if (wildcards != null) {
            wildcards.path("whole").forEach(token -> whole.add(token.asText()));
            wildcards.path("parts").forEach(token -> parts.add(token.asText()));
        }
        parts.sort(Comparator.comparingInt(String::length).reversed());
        return new Wildcards(Set.copyOf(whole), parts);
    }

    boolean matches(JsonNode expected, @Nullable JsonNode actual) {
        if (expected.isTextual()) {
            return matchesText(expected.textValue(), actual);
        }
        if (actual == null) {
            return false;
        }
        if (expected.isNumber()) {
            return actual.isNumber() && expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        if (expected.isArray()) {
            return actual.isArray() && sameElements(expected, actual);
        }
        return expected.isObject() ? actual.isObject() && sameFields(expected, actual) : expected.equals(actual);
    }

    private boolean matchesText(String expected, @Nullable JsonNode actual) {
        if (whole.contains(expected) || parts.contains(expected)) {
            return true;
        }
        if (actual == null || !actual.isTextual()) {
            return false;
        }
        String text = actual.textValue();
        if (expected.equals(text) || pattern(expected).matcher(text).matches()) {
            return true;
        }
        // A recorded cause was parsed; its text is known only up to spaces and the order of fields.
        JsonNode expectedJson = json(expected);
        JsonNode actualJson = json(text);
        return expectedJson != null && actualJson != null && matches(expectedJson, actualJson);
    }

    private static @Nullable JsonNode json(String text) {
        if (!text.startsWith("{")) {
            return null;
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** A text in which every wildcard is any text. */
    private Pattern pattern(String expected) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < expected.length()) {
            String token = tokenAt(expected, at);
            if (token == null) {
                regex.append(Pattern.quote(expected.substring(at, at + 1)));
                at++;
            } else {
                regex.append(".*");
                at += token.length();
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private @Nullable String tokenAt(String text, int at) {
        for (String part : parts) {
            if (text.startsWith(part, at)) {
                return part;
            }
        }
        return null;
    }

    private boolean sameElements(JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!matches(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameFields(JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            JsonNode value = actual.get(field.getKey());
            if (value == null && !hasMatchingField(field, actual)) {
                return false;
            }
            if (value != null && !matches(field.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    /** A field whose name holds a wildcard. */
    private boolean hasMatchingField(Map.Entry<String, JsonNode> field, JsonNode actual) {
        Pattern name = pattern(field.getKey());
        for (Map.Entry<String, JsonNode> other : actual.properties()) {
            if (name.matcher(other.getKey()).matches() && matches(field.getValue(), other.getValue())) {
                return true;
            }
        }
        return false;
    }
}
