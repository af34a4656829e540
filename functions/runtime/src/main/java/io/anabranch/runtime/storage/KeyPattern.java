package io.anabranch.runtime.storage;

import io.anabranch.error.InputException;

/**
 * What a user names as input: an address whose key is that of an object, a folder, or a glob of either.
 *
 * <p>{@code *} and {@code ?} stand for characters of one name, {@code **} for any characters, {@code [a-z]} and {@code [!a-z]} for
 * one character, {@code {a,b}} for one of several texts; a backslash takes the next character as it is. A folder means all
 * objects below it. Where there is an object, or a folder, of exactly the name that is given, it alone is meant.
 *
 * <p>As in Hadoop, an object is hidden if a name in its key, below the folder that the pattern begins with, starts with
 * {@code _} or {@code .}.
 */
public final class KeyPattern {
    private static final String SPECIAL = "*?[{\\";
    private static final String ESCAPED = SPECIAL + "]},";

    private final S3Uri uri;
    private final Glob glob;

    private KeyPattern(S3Uri uri, Glob glob) {
        this.uri = uri;
        this.glob = glob;
    }

    /** @throws InputException if {@code text} is no address, or a bracket in it is not closed */
    public static KeyPattern parse(String text) {
        S3Uri uri = S3Uri.parse(text);
        return new KeyPattern(uri, Glob.compile(uri.key(), text));
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

    /**
     * The pattern of what is named if nothing in the name is a wildcard: the name as it was given, or, where it has escapes, without
     * them. It may be this one.
     */
    KeyPattern exact() {
        String name = exactName(uri.key());
        if (!isGlob() && name.equals(literal())) {
            return this;
        }
        S3Uri exact = new S3Uri(uri.bucket(), escape(name));
        return new KeyPattern(exact, Glob.compile(exact.key(), exact.toString()));
    }

    private static String exactName(String key) {
        StringBuilder name = new StringBuilder();
        boolean escapes = false;
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) == '\\' && i + 1 < key.length() && ESCAPED.indexOf(key.charAt(i + 1)) >= 0) {
                escapes = true;
                i++;
            }
            name.append(key.charAt(i));
        }
        return escapes ? name.toString() : key;
    }

    public String bucket() {
        return uri.bucket();
    }

    /** What every key that matches begins with. */
    public String literal() {
        return glob.literal();
    }

    boolean isGlob() {
        return glob.isWild();
    }

    boolean matches(String key) {
        return glob.matches(key);
    }

    /** Whether a key below {@code folder}, which ends in a slash, can match. */
    public boolean reaches(String folder) {
        return glob.reaches(folder);
    }

    /** Whether {@code key}, which matches, is hidden or the marker of an empty folder. */
    boolean hides(String key) {
        if (key.endsWith("/")) {
            return true;
        }
        String literal = literal();
        if (!isGlob() && key.equals(literal)) {
            return false;
        }
        String below = isGlob() ? literal.substring(0, literal.lastIndexOf('/') + 1) : folder(literal);
        return hasHiddenName(key, Math.min(below.length(), key.length()));
    }

    private static boolean hasHiddenName(String key, int from) {
        for (int name = from; name < key.length(); ) {
            char first = key.charAt(name);
            if (first == '_' || first == '.') {
                return true;
            }
            int slash = key.indexOf('/', name);
            name = slash < 0 ? key.length() : slash + 1;
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
}
