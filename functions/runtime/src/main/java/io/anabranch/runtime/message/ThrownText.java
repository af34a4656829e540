package io.anabranch.runtime.message;

import org.jspecify.annotations.Nullable;

/** What user code threw, and what it was given, as messages show them: on one line, cut to a sensible length, and whatever their methods do. */
public final class ThrownText {
    private static final int MAX_MESSAGE = 300;
    private static final int MAX_CAUSES = 3;

    private ThrownText() {}

    /**
     * The throwable with its causes, and the first place in the user's code.
     *
     * @param boundary the class that called the user's code
     */
    public static String of(Throwable thrown, Class<?> boundary) {
        StringBuilder text = new StringBuilder(oneLine(thrown));
        Throwable cause = thrown.getCause();
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            String line = oneLine(cause);
            // The message of a wrapper that was given none is its cause.
            if (text.indexOf(line) < 0) {
                text.append(i == 0 ? ", caused by " : ", by ").append(line);
            }
            cause = cause.getCause();
        }
        StackTraceElement frame = UserFrames.first(thrown, boundary);
        if (frame != null) {
            text.append(" at ")
                    .append(frame.getClassName())
                    .append('.')
                    .append(method(frame.getMethodName()))
                    .append('(')
                    .append(frame.getFileName() == null ? "unknown source" : frame.getFileName())
                    .append(frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber())
                    .append(')');
        }
        return text.toString();
    }

    /** The compiler names a lambda {@code lambda$define$0}, after the method that it stands in. */
    private static String method(String name) {
        return name.startsWith("lambda$") ? name.split("\\$", 3)[1] : name;
    }

    /** A value of the user's. */
    public static String value(@Nullable Object value) {
        String text;
        try {
            text = String.valueOf(value);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            return "a " + (value == null ? "null" : value.getClass().getName()) + " whose toString threw "
                    + e.getClass().getName();
        }
        return text == null ? "'null'" : Excerpt.of(text);
    }

    private static String oneLine(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            message = null;
        }
        if (message == null || message.isBlank()) {
            return thrown.getClass().getName();
        }
        String line = message.strip().replaceAll("\\s*\\R\\s*", " | ");
        boolean fits = line.codePointCount(0, line.length()) <= MAX_MESSAGE;
        return thrown.getClass().getName() + ": "
                + (fits ? line : line.substring(0, line.offsetByCodePoints(0, MAX_MESSAGE)) + "…");
    }
}
