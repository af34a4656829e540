package io.anabranch.runtime.storage;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A glob as a machine whose states are all followed at once: a text takes time in proportion to its length and the glob's, whatever
 * the glob. Texts are compared by code points.
 */
final class Glob {
    private static final int ANY = -1;
    private static final int OF_A_NAME = -2;
    private static final int SET = -3;
    private static final int FORK = -4;
    private static final int JUMP = -5;
    private static final int END = -6;

    /** What each step takes: a code point, or one of the above. */
    private final int[] takes;
    /** Where the second way goes of a FORK, the only one of a JUMP; which set a SET is. */
    private final int[] operands;

    private final List<CharacterSet> sets;
    private final String literal;
    private final int literalSteps;
    private final boolean wild;

    private Glob(Compiler compiled) {
        this.takes = Arrays.copyOf(compiled.takes, compiled.size);
        this.operands = Arrays.copyOf(compiled.operands, compiled.size);
        this.sets = List.copyOf(compiled.sets);
        this.literal = compiled.literal.toString();
        this.literalSteps = literal.codePointCount(0, literal.length());
        this.wild = compiled.wild;
    }

    /**
     * @param address what the user named, for the message
     * @throws InputException if a bracket is not closed, or holds no set
     */
    static Glob compile(String glob, String address) {
        return new Glob(new Compiler(glob, address).run());
    }

    /** What every text that matches begins with: all that stands before the first wildcard, escapes removed. */
    String literal() {
        return literal;
    }

    /** Whether there is a wildcard. */
    boolean isWild() {
        return wild;
    }

    /** Whether a text matches, or lies below a folder that does. */
    boolean matches(String text) {
        if (!text.startsWith(literal)) {
            return false;
        }
        Walk walk = walk(text);
        return walk != null && walk.reached(END);
    }

    /** Whether a text that begins with {@code prefix} can match. */
    boolean reaches(String prefix) {
        if (prefix.length() < literal.length()) {
            return literal.startsWith(prefix);
        }
        return prefix.startsWith(literal) && walk(prefix) != null;
    }

    private @Nullable Walk walk(String text) {
        Walk walk = new Walk();
        walk.follow(literalSteps);
        for (int i = literal.length(); i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!walk.step(c)) {
                return null;
            }
        }
        return walk;
    }

    private boolean takes(int state, int c) {
        return switch (takes[state]) {
            case ANY -> true;
            case OF_A_NAME -> c != '/';
            case SET -> sets.get(operands[state]).has(c);
            default -> takes[state] == c;
        };
    }

    /** The states that a text so far may be in. */
    private final class Walk {
        private int[] states = new int[takes.length];
        private int[] next = new int[takes.length];
        private final int[] seen = new int[takes.length];
        private final int[] open = new int[takes.length + 1];
        private int count;
        private int round = 1;

        /** Adds a state, and those that are reached from it without a character. */
        void follow(int state) {
            int left = 0;
            open[left++] = state;
            while (left > 0) {
                int each = open[--left];
                if (seen[each] == round) {
                    continue;
                }
                seen[each] = round;
                if (takes[each] == FORK) {
                    left = push(operands[each], left);
                    left = push(each + 1, left);
                } else if (takes[each] == JUMP) {
                    left = push(operands[each], left);
                } else {
                    states[count++] = each;
                }
            }
        }

        private int push(int state, int left) {
            if (seen[state] == round) {
                return left;
            }
            open[left] = state;
            return left + 1;
        }

        boolean step(int c) {
            int[] before = states;
            int had = count;
            states = next;
            next = before;
            count = 0;
            round++;
            for (int i = 0; i < had; i++) {
                if (takes[before[i]] != END && takes(before[i], c)) {
                    follow(before[i] + 1);
                }
            }
            return count > 0;
        }

        boolean reached(int what) {
            for (int i = 0; i < count; i++) {
                if (takes[states[i]] == what) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The code points in brackets. A slash is in none: they stand for a character of one name. */
    private static final class CharacterSet {
        private final int[] ranges;
        private final boolean not;

        /** @param ranges first and last code point of each */
        CharacterSet(int[] ranges, boolean not) {
            this.ranges = ranges;
            this.not = not;
        }

        boolean has(int c) {
            if (c == '/') {
                return false;
            }
            for (int i = 0; i < ranges.length; i += 2) {
                if (ranges[i] <= c && c <= ranges[i + 1]) {
                    return !not;
                }
            }
            return not;
        }
    }

    /** Turns a glob into steps, from left to right. */
    private static final class Compiler {
        private final String glob;
        private final String address;
        private final List<CharacterSet> sets = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int[] takes = new int[32];
        private int[] operands = new int[32];
        private int size;
        private boolean wild;
        private int at;
        /** Whether a name begins here: nothing stands before, or a slash. */
        private boolean nameBegins = true;

        Compiler(String glob, String address) {
            this.glob = glob;
            this.address = address;
        }

        Compiler run() {
            sequence(false);
            below();
            add(END, 0);
            return this;
        }

        private void sequence(boolean inBraces) {
            while (at < glob.length()) {
                int c = glob.codePointAt(at);
                if (inBraces && (c == ',' || c == '}')) {
                    return;
                }
                at += Character.charCount(c);
                step(c, inBraces);
            }
        }

        private void step(int c, boolean inBraces) {
            switch (c) {
                case '*' -> star();
                case '?' -> {
                    wild = true;
                    take(OF_A_NAME, 0);
                }
                case '[' -> brackets();
                case '{' -> braces(inBraces);
                case '\\' -> escaped();
                default -> exactly(c);
            }
        }

        private void escaped() {
            if (at == glob.length()) {
                exactly('\\');
                return;
            }
            int c = glob.codePointAt(at);
            at += Character.charCount(c);
            exactly(c);
        }

        private void star() {
            wild = true;
            if (!glob.startsWith("*", at)) {
                repeat(OF_A_NAME);
                nameBegins = false;
                return;
            }
            at++;
            if (!nameBegins || !glob.startsWith("/", at)) {
                repeat(ANY);
                nameBegins = false;
                return;
            }
            at++;
            // Whole names, or none.
            int fork = add(FORK, 0);
            repeat(ANY);
            add('/', 0);
            operands[fork] = size;
        }

        private void braces(boolean inBraces) {
            if (inBraces) {
                throw new InputException(
                        "Invalid input: '" + address + "', expected no braces within braces", Where.UNKNOWN);
            }
            wild = true;
            boolean begins = nameBegins;
            boolean allBegin = true;
            List<Integer> ends = new ArrayList<>();
            while (true) {
                int fork = add(FORK, 0);
                nameBegins = begins;
                sequence(true);
                allBegin &= nameBegins;
                if (at == glob.length()) {
                    throw unclosed('{', '}');
                }
                if (glob.charAt(at++) == '}') {
                    // The last one: there is no other way.
                    takes[fork] = JUMP;
                    operands[fork] = fork + 1;
                    break;
                }
                ends.add(add(JUMP, 0));
                operands[fork] = size;
            }
            ends.forEach(end -> operands[end] = size);
            nameBegins = allBegin;
        }

        private void brackets() {
            wild = true;
            // A bracket right behind the opening one is an ordinary character.
            int close = glob.indexOf(']', at + (glob.startsWith("!", at) ? 2 : 1));
            if (close < 0) {
                throw unclosed('[', ']');
            }
            boolean not = glob.startsWith("!", at);
            int[] inside = glob.substring(not ? at + 1 : at, close).codePoints().toArray();
            at = close + 1;
            sets.add(new CharacterSet(ranges(inside), not));
            take(SET, sets.size() - 1);
        }

        private int[] ranges(int[] inside) {
            int[] ranges = new int[2 * inside.length];
            int count = 0;
            for (int i = 0; i < inside.length; i++) {
                int from = inside[i];
                int to = from;
                if (i + 2 < inside.length && inside[i + 1] == '-') {
                    to = inside[i + 2];
                    i += 2;
                }
                if (to < from) {
                    throw new InputException(
                            "Invalid input: '" + address + "', expected a range in brackets to ascend, not "
                                    + Character.toString(from) + "-" + Character.toString(to),
                            Where.UNKNOWN);
                }
                ranges[count++] = from;
                ranges[count++] = to;
            }
            return Arrays.copyOf(ranges, count);
        }

        private void exactly(int c) {
            if (!wild) {
                literal.appendCodePoint(c);
            }
            take(c, 0);
            nameBegins = c == '/';
        }

        private void take(int what, int operand) {
            add(what, operand);
            nameBegins = false;
        }

        private void repeat(int what) {
            int fork = add(FORK, 0);
            add(what, 0);
            add(JUMP, fork);
            operands[fork] = size;
        }

        /** A folder means all that is below it. */
        private void below() {
            if (nameBegins) {
                repeat(ANY);
                return;
            }
            int fork = add(FORK, 0);
            add('/', 0);
            repeat(ANY);
            operands[fork] = size;
        }

        private int add(int what, int operand) {
            if (size == takes.length) {
                takes = Arrays.copyOf(takes, 2 * size);
                operands = Arrays.copyOf(operands, 2 * size);
            }
            takes[size] = what;
            operands[size] = operand;
            return size++;
        }

        private InputException unclosed(char open, char close) {
            return new InputException(
                    "Invalid input: '" + address + "', expected a '" + close + "' for each '" + open + "'. Write '\\"
                            + open + "' for the character itself",
                    Where.UNKNOWN);
        }
    }
}
