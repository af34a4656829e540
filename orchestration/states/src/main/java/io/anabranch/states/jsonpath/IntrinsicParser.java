package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.jsonpath.IntrinsicCall.Argument;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code States.Name(argument, …)}: paths, quoted strings, numbers, true, false, null and nested calls. */
final class IntrinsicParser {
    /** Calls nest at most this deep, as AWS allows. */
    private static final int MAX_DEPTH = 10;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String text;
    private int at;

    private IntrinsicParser(String text) {
        this.text = text;
    }

    /** @throws InvalidPath when the text is not one call and nothing else */
    static IntrinsicCall parse(String text) {
        IntrinsicParser parser = new IntrinsicParser(text);
        IntrinsicCall call = parser.call(1);
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw parser.error("nothing more after the closing parenthesis");
        }
        return call;
    }

    private IntrinsicCall call(int depth) {
        if (depth > MAX_DEPTH) {
            throw error("at most " + MAX_DEPTH + " nested calls");
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String name = text.substring(start, at);
        Intrinsic function = Intrinsic.of(name);
        if (function == null) {
            throw error("an intrinsic function such as States.Format, not '" + name + "'");
        }
        skipBlanks();
        expect('(');
        List<Argument> arguments = arguments(depth);
        if (!function.takes(arguments.size())) {
            throw error(name + " to get " + function.arity() + ", not " + arguments.size());
        }
        return new IntrinsicCall(text.substring(start, at), function, List.copyOf(arguments));
    }

    private List<Argument> arguments(int depth) {
        List<Argument> arguments = new ArrayList<>();
        skipBlanks();
        if (peek() == ')') {
            at++;
            return arguments;
        }
        while (true) {
            skipBlanks();
            arguments.add(argument(depth));
            skipBlanks();
            if (peek() == ')') {
                at++;
                return arguments;
            }
            expect(',');
        }
    }

    private Argument argument(int depth) {
        char c = peek();
        if (c == '\'') {
            return quoted();
        }
        if (c == '$') {
            return new IntrinsicCall.AtPath(Path.parse(path()));
        }
        if (text.startsWith("States.", at)) {
            return new IntrinsicCall.Nested(call(depth + 1));
        }
        int start = at;
        while (at < text.length() && ",)".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at).trim();
        try {
            JsonNode value = MAPPER.readTree(word);
            if (value.isNumber() || value.isBoolean() || value.isNull()) {
                return new IntrinsicCall.Plain(value);
            }
        } catch (JsonProcessingException e) {
            // Falls through: the message below says what would have been right.
        }
        throw error("a path, a 'string', a number, true, false, null or a call, not '" + word + "'");
    }

    private Argument quoted() {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '\'') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw error("a closing quote");
        }
        return new IntrinsicCall.Quoted(text.substring(start, at++));
    }

    /** A path ends at the first comma or closing parenthesis that is outside its own brackets and quotes. */
    private String path() {
        int start = at;
        int open = 0;
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '[' || c == '(') {
                open++;
            } else if (open > 0 && (c == ']' || c == ')')) {
                open--;
            } else if (open == 0 && (c == ',' || c == ')')) {
                break;
            }
        }
        return text.substring(start, at).trim();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("'" + c + "'");
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private InvalidPath error(String expected) {
        return new InvalidPath(
                "Invalid intrinsic function call: '" + text + "' at offset " + at + ", expected " + expected);
    }
}
