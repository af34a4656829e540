package io.anabranch.states.jsonata;

import com.dashjoin.jsonata.JException;
import java.time.DateTimeException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluator throws, worded as JSONata's reference implementation, and so AWS, words it. The Java port fills its
 * templates in wrongly: it says "Object" for "function", quotes numbers, and leaves some placeholders standing.
 */
final class Failures {
    private static final Pattern CODE = Pattern.compile("[STD]\\d{4}");
    private static final Pattern COMPARISON = Pattern.compile("<=|>=|<|>");

    private Failures() {}

    /** The end of the cause, from after "threw an error during evaluation". */
    static String tail(Throwable thrown, String expression) {
        if (thrown instanceof JException failure) {
            String code = String.valueOf(failure.getError());
            return CODE.matcher(code).matches() ? ". " + code + ": " + message(failure, code, expression) : ": " + code;
        }
        if (thrown instanceof NumberFormatException) {
            return ". D3030: Unable to cast value to a number: " + quotedPart(thrown.getMessage());
        }
        if (thrown instanceof DateTimeException) {
            return ". D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given "
                    + quotedPart(thrown.getMessage());
        }
        if (thrown instanceof ClassCastException && expression.contains("$sort")) {
            return ". D3070: The single argument form of the sort function can only be applied to an array of strings or"
                    + " an array of numbers.  Use the second argument to specify a comparison function";
        }
        if (thrown instanceof StackOverflowError) {
            return ": Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as"
                    + " tail-recursive.";
        }
        return ": " + thrown.getMessage();
    }

    private static String message(JException failure, String code, String expression) {
        Object current = failure.getCurrent();
        Object expected = failure.getExpected();
        return switch (code) {
            case "T0412" ->
                "Argument 1 of function \"" + functionBefore(expression, failure.getLocation())
                        + "\" must be an array of \"" + ("s".equals(expected) ? "strings" : "numbers") + '"';
            case "D1002" -> "Cannot negate a non-numeric value: " + json(expected);
            default -> {
                String text = String.valueOf(failure.getMessage()).replace("Object", "function");
                yield unquote(unquote(text, current), expected).replace("{{token}}", comparison(expression));
            }
        };
    }

    private static String unquote(String text, @Nullable Object value) {
        if (!(value instanceof Number || value instanceof Boolean)) {
            return text;
        }
        return text.replaceFirst(Pattern.quote("\"" + value + "\""), Matcher.quoteReplacement(value.toString()));
    }

    private static String json(@Nullable Object value) {
        return String.valueOf(Values.toJson(value));
    }

    /** The name of the function whose call the location is in: the identifier before its parenthesis. */
    private static String functionBefore(String expression, int location) {
        int end = Math.min(Math.max(location, 0), expression.length());
        if (end > 0 && expression.charAt(end - 1) == '(') {
            end--;
        }
        int start = end;
        while (start > 0 && Character.isLetterOrDigit(expression.charAt(start - 1))) {
            start--;
        }
        return expression.substring(start, end);
    }

    private static String comparison(String expression) {
        Matcher operator = COMPARISON.matcher(expression);
        return operator.find() ? '"' + operator.group() + '"' : "";
    }

    private static String quotedPart(@Nullable String message) {
        String text = String.valueOf(message);
        for (char quote : new char[] {'"', '\''}) {
            int from = text.indexOf(quote);
            int to = text.indexOf(quote, from + 1);
            if (from >= 0 && to > from) {
                return '"' + text.substring(from + 1, to) + '"';
            }
        }
        return text;
    }
}
