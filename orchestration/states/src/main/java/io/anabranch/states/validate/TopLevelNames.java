package io.anabranch.states.validate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the names of a JSONata expression that would be looked up in a context item. A state's expressions have none: the
 * input is {@code $states.input}, a variable is {@code $name}, and AWS refuses a path that starts with a bare name.
 *
 * <p>It reads tokens, not a tree. A name counts where an operand may stand, unless what is around it brings an item of its
 * own: a step after a dot, a predicate, a sort term, a grouping, a transform.
 */
final class TopLevelNames {
    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<String> OPERATORS = Set.of("and", "or", "in");

    /** What an opening bracket opened: its own kind of context, and what the path around it was. */
    private record Frame(boolean item, boolean step, char closer) {}

    private final String code;
    private final Set<String> names = new LinkedHashSet<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private int at;
    private boolean item;
    private boolean step;
    private boolean operand = true;
    private boolean afterDot;
    private boolean sorting;
    private int bars;

    private TopLevelNames(String code) {
        this.code = code;
    }

    /** @param code an expression that parses, without its braces and percent signs */
    static Set<String> in(String code) {
        TopLevelNames scan = new TopLevelNames(code);
        while (scan.at < code.length()) {
            scan.token();
        }
        return scan.names;
    }

    private void token() {
        char c = code.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (code.startsWith("/*", at)) {
            skipTo("*/");
        } else if (c == '"' || c == '\'') {
            skipString(c);
            endOperand();
        } else if (c == '`') {
            int end = code.indexOf('`', at + 1);
            String name = code.substring(at + 1, end < 0 ? code.length() : end);
            at = end < 0 ? code.length() : end + 1;
            name(name);
        } else if (c == '/' && operand) {
            skipRegex();
            endOperand();
        } else if (c == '$') {
            at++;
            word();
            endOperand();
        } else if (Character.isDigit(c)) {
            number();
            endOperand();
        } else if (Character.isJavaIdentifierStart(c)) {
            identifier(word());
        } else {
            operator(c);
        }
    }

    private String word() {
        int start = at;
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at)) && code.charAt(at) != '$') {
            at++;
        }
        return code.substring(start, at);
    }

    private void number() {
        while (at < code.length() && (Character.isLetterOrDigit(code.charAt(at)) || isPoint())) {
            at++;
        }
    }

    /** A decimal point, not the beginning of a range. */
    private boolean isPoint() {
        return code.charAt(at) == '.' && at + 1 < code.length() && Character.isDigit(code.charAt(at + 1));
    }

    private void identifier(String word) {
        if (!operand && OPERATORS.contains(word)) {
            expectOperand();
        } else if (operand && !afterDot && (word.equals("function") || word.equals("λ")) && nextIs('(')) {
            lambda();
        } else if (operand && !afterDot && LITERALS.contains(word)) {
            endOperand();
        } else {
            name(word);
        }
    }

    private void name(String name) {
        if (operand && !afterDot && !item) {
            names.add(name);
        }
        endOperand();
    }

    /** Parameters bring no names; the body sees what is around it. */
    private void lambda() {
        int body = code.indexOf('{', at);
        at = body < 0 ? code.length() : body;
        if (body >= 0) {
            push(item, '}');
        }
    }

    private boolean nextIs(char wanted) {
        int next = at;
        while (next < code.length() && Character.isWhitespace(code.charAt(next))) {
            next++;
        }
        return next < code.length() && code.charAt(next) == wanted;
    }

    private void operator(char c) {
        switch (c) {
            case '.' -> dot();
            case '(' -> push(item || step || sorting || afterDot, ')');
            case '[' -> push(item || afterDot || !operand, ']');
            case '{' -> push(item || afterDot || !operand, '}');
            case ')', ']', '}' -> pop(c);
            case '|' -> bar();
            case '^' -> {
                sorting = true;
                at++;
            }
            case '*', '%', '?' -> wildcard();
            default -> {
                at++;
                expectOperand();
            }
        }
    }

    private void dot() {
        boolean range = code.startsWith("..", at);
        at += range ? 2 : 1;
        if (range) {
            expectOperand();
        } else {
            operand = true;
            afterDot = true;
            step = true;
        }
    }

    /** Where an operand may stand these are a wildcard, a parent or the place of an argument, else operators. */
    private void wildcard() {
        at++;
        if (operand) {
            endOperand();
        } else {
            expectOperand();
        }
    }

    private void bar() {
        if (operand && bars == 0) {
            push(true, '|');
            bars = 2;
        } else if (bars == 2) {
            at++;
            bars = 1;
            expectOperand();
        } else {
            bars = 0;
            pop('|');
        }
    }

    private void push(boolean inside, char closer) {
        open.push(new Frame(item, step, closer));
        item = inside;
        at++;
        sorting = false;
        expectOperand();
    }

    private void pop(char closer) {
        at++;
        if (!open.isEmpty() && open.peek().closer == closer) {
            Frame around = open.pop();
            item = around.item;
            step = around.step;
        }
        endOperand();
    }

    private void expectOperand() {
        operand = true;
        afterDot = false;
        step = false;
    }

    private void endOperand() {
        operand = false;
        afterDot = false;
    }

    private void skipTo(String end) {
        int found = code.indexOf(end, at);
        at = found < 0 ? code.length() : found + end.length();
    }

    private void skipString(char quote) {
        for (at++; at < code.length() && code.charAt(at) != quote; at++) {
            if (code.charAt(at) == '\\') {
                at++;
            }
        }
        at++;
    }

    private void skipRegex() {
        skipString('/');
        word();
    }
}
