package io.anabranch.runtime.storage;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.util.regex.Pattern;

/**
 * What a user names as input: {@code s3://bucket/key}, where the key is that of an object, a folder, or a glob of either.
 *
 * <p>{@code *} and {@code ?} stand for characters of one name, {@code **} for any characters, {@code [a-z]} and {@code [!a-z]} for
 * one character, {@code {a,b}} for one of several texts; a backslash takes the next character as it is. A folder means all
 * objects below it.
 *
 * <p>As in Hadoop, an object is hidden if a name in its key, below the folder that the pattern begins with, starts with
 * {@code _} or {@code .}.
 */
public final class KeyPattern {
    private static final String SPECIAL = "*?[{\\";

    private final S3Uri uri;
    private final String literal;
    private final boolean glob;
    private final Pattern pattern;

    private KeyPattern(S3Uri uri, String literal, boolean glob, Pattern pattern) {
        this.uri = uri;
        this.literal = literal;
        this.glob = glob;
        this.pattern = pattern;
    }

    /** @throws InputException if {@code text} is not an address in S3, or a bracket in it is not closed */
    public static KeyPattern parse(String text) {
        S3Uri uri = S3Uri.parse(text);
        Translation translation = new Translation(text, uri.key()).run();
        return new KeyPattern(
                uri, translation.literal.toString(), translation.glob, Pattern.compile(translation.regex + "(/.*)?"));
    }

    /** The pattern that matches exactly {@code text}. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    public String bucket() {
        return uri.bucket();
    }

    /** What every key that matches begins with. */
    public String literal() {
        return literal;
    }

    boolean isGlob() {
        return glob;
    }

    boolean matches(String key) {
        if (!glob) {
            return key.equals(literal) || literal.isEmpty() || key.startsWith(folder(literal));
        }
        return pattern.matcher(key).matches() || key.equals(uri.key());
    }

    /** Whether {@code key}, which matches, is hidden or the marker of an empty folder. */
    boolean hides(String key) {
        if (key.endsWith("/")) {
            return true;
        }
        if (!glob && key.equals(literal)) {
            return false;
        }
        String below = glob ? literal.substring(0, literal.lastIndexOf('/') + 1) : folder(literal);
        for (String name : key.substring(below.length()).split("/")) {
            if (name.startsWith("_") || name.startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static String folder(String key) {
        return key.isEmpty() || key.endsWith("/") ? key : key + "/";
    }

    /** A glob being turned into a regular expression, character by character. */
    private static final class Translation {
        private final String text;
        private final String key;
        private final StringBuilder regex = new StringBuilder();
        private final StringBuilder literal = new StringBuilder();
        private boolean glob;
        private int at;
        private boolean inBraces;

        Translation(String text, String key) {
            this.text = text;
            this.key = key;
        }

        Translation run() {
            while (at < key.length()) {
                step(key.charAt(at++));
            }
            if (inBraces) {
                throw unclosed('{', '}');
            }
            return this;
        }

        private void step(char c) {
            switch (c) {
                case '*' -> star();
                case '?' -> wild("[^/]");
                case '[' -> brackets();
                case '{' -> openBraces();
                case '}' -> closeBraces();
                case ',' -> comma();
                case '\\' -> exactly(at < key.length() ? key.charAt(at++) : '\\');
                default -> exactly(c);
            }
        }

        private void star() {
            if (at < key.length() && key.charAt(at) == '*') {
                at++;
                boolean wholeNames = at < key.length() && key.charAt(at) == '/';
                boolean afterSlash = at == 2 || key.charAt(at - 3) == '/';
                if (wholeNames && afterSlash) {
                    at++;
                    wild("(?:.*/)?");
                } else {
                    wild(".*");
                }
            } else {
                wild("[^/]*");
            }
        }

        private void brackets() {
            // A bracket right behind the opening one is an ordinary character.
            int close = key.indexOf(']', at + (key.startsWith("!", at) ? 2 : 1));
            if (close < 0) {
                throw unclosed('[', ']');
            }
            String inside = key.substring(at, close);
            at = close + 1;
            boolean not = inside.startsWith("!");
            String set = (not ? inside.substring(1) : inside)
                    .replace("\\", "\\\\")
                    .replace("[", "\\[")
                    .replace("]", "\\]")
                    .replace("^", "\\^")
                    .replace("&", "\\&");
            // A slash never matches: "[!a]" is a character of one name, as "?" is.
            wild("(?!/)[" + (not ? "^" : "") + set + "]");
        }

        private void openBraces() {
            if (inBraces) {
                throw new InputException(
                        "Invalid input: '" + text + "', expected no braces within braces", Where.UNKNOWN);
            }
            inBraces = true;
            wild("(?:");
        }

        private void closeBraces() {
            if (inBraces) {
                inBraces = false;
                regex.append(")");
            } else {
                exactly('}');
            }
        }

        private void comma() {
            if (inBraces) {
                regex.append("|");
            } else {
                exactly(',');
            }
        }

        private void wild(String expression) {
            glob = true;
            regex.append(expression);
        }

        private void exactly(char c) {
            regex.append("\\Q").append(c).append("\\E");
            if (!glob) {
                literal.append(c);
            }
        }

        private InputException unclosed(char open, char close) {
            return new InputException(
                    "Invalid input: '" + text + "', expected a '" + close + "' for each '" + open + "'. Write '\\"
                            + open + "' for the character itself",
                    Where.UNKNOWN);
        }
    }
}
