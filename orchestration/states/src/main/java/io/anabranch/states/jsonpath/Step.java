package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step down into a document: a field by its name or an element by its index. */
sealed interface Step {
    /** The value this step leads to; null when there is none. */
    @Nullable
    JsonNode apply(JsonNode at);

    /** This step as a normalised path writes it. */
    String normalised();

    record Member(String name) implements Step {
        @Override
        public @Nullable JsonNode apply(JsonNode at) {
            return at.isObject() ? at.get(name) : null;
        }

        @Override
        public String normalised() {
            return "['" + name + "']";
        }
    }

    /** An element; a negative index counts from the end. */
    record Index(int index) implements Step {
        @Override
        public @Nullable JsonNode apply(JsonNode at) {
            return at.isArray() ? at.get(index < 0 ? at.size() + index : index) : null;
        }

        @Override
        public String normalised() {
            return "[" + index + "]";
        }
    }

    /**
     * The steps of a text like {@code .a['b'][0]}; null when it holds anything else than fields and indexes, or is
     * malformed.
     */
    static @Nullable List<Step> parse(String rest) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < rest.length()) {
            int end = rest.charAt(at) == '.' ? field(rest, at + 1, steps) : bracket(rest, at, steps);
            if (end < 0) {
                return null;
            }
            at = end;
        }
        return steps;
    }

    private static int field(String rest, int from, List<Step> steps) {
        int end = from;
        while (end < rest.length() && isPlain(rest.charAt(end))) {
            end++;
        }
        boolean more = end < rest.length() && rest.charAt(end) != '.' && rest.charAt(end) != '[';
        if (end == from || more) {
            return -1;
        }
        steps.add(new Member(rest.substring(from, end)));
        return end;
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$';
    }

    private static int bracket(String rest, int from, List<Step> steps) {
        int close = rest.charAt(from) == '[' ? rest.indexOf(']', from) : -1;
        if (close < from + 2) {
            return -1;
        }
        char quote = rest.charAt(from + 1);
        if (quote == '\'' || quote == '"') {
            return quoted(rest, from + 2, quote, steps);
        }
        String digits = rest.substring(from + 1, close);
        if (!digits.matches("-?\\d{1,9}")) {
            return -1;
        }
        steps.add(new Index(Integer.parseInt(digits)));
        return close + 1;
    }

    /** A quoted name. A backslash escapes the quote and itself; before anything else it stands for itself. */
    private static int quoted(String rest, int from, char quote, List<Step> steps) {
        StringBuilder name = new StringBuilder();
        int at = from;
        while (at < rest.length() && rest.charAt(at) != quote) {
            char c = rest.charAt(at);
            boolean escapes = c == '\\'
                    && at + 1 < rest.length()
                    && (rest.charAt(at + 1) == quote || rest.charAt(at + 1) == '\\');
            name.append(escapes ? rest.charAt(at + 1) : c);
            at += escapes ? 2 : 1;
        }
        if (name.isEmpty() || at + 1 >= rest.length() || rest.charAt(at + 1) != ']') {
            return -1;
        }
        steps.add(new Member(name.toString()));
        return at + 2;
    }
}
