package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.anabranch.states.jsonata.InvalidExpression;
import io.anabranch.states.jsonata.JsonataTemplate;
import io.anabranch.states.jsonpath.InvalidPath;
import io.anabranch.states.jsonpath.PathOrIntrinsic;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of payload templates: {@code .$} fields in JSONPath states, {@code {% %}} strings in JSONata states. */
final class Templates {
    /** What of {@code $states} a field can read besides input and context. */
    enum Reads {
        NEITHER,
        RESULT,
        ERROR
    }

    /** What goes in: Arguments, Parameters, Items, … */
    static final Rule INPUT = (value, place) -> check(value, place, Reads.NEITHER);

    /** What comes out: Output, ResultSelector. */
    static final Rule OUTPUT = (value, place) -> check(value, place, Reads.RESULT);

    /** What comes out of a Catch. */
    static final Rule ERROR_OUTPUT = (value, place) -> check(value, place, Reads.ERROR);

    static final Rule ASSIGN = (value, place) -> assign(value, place, Reads.RESULT);
    static final Rule ERROR_ASSIGN = (value, place) -> assign(value, place, Reads.ERROR);

    private static final Pattern RESULT = Pattern.compile("\\$states\\.result\\b");
    private static final Pattern ERROR = Pattern.compile("\\$states\\.errorOutput\\b");
    private static final Pattern ROOT = Pattern.compile("\\$\\$(?![\\w$])");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern LOOKS_LIKE_PATH =
            Pattern.compile("\\$\\.[A-Za-z_][\\w.\\[\\]*]*|\\$\\$\\.[A-Z][\\w.]*|States\\.[A-Z]\\w*\\(.*\\)");
    private static final int LONGEST_EXPRESSION = 50_000;
    /** In characters (Step Functions Developer Guide, Passing data between states with variables). */
    private static final int LONGEST_VARIABLE = 80;

    private Templates() {}

    private static void check(JsonNode value, Place place, Reads reads) {
        if (place.report().full()) {
            return;
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                field(field.getKey(), field.getValue(), place, reads);
            }
        } else if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                check(value.get(index), place.element(index), reads);
            }
        } else if (value.isTextual() && place.jsonata()) {
            string(value.textValue(), place, reads);
        }
    }

    private static void field(String name, JsonNode value, Place place, Reads reads) {
        if (place.jsonata()) {
            check(value, place.field(name), reads);
        } else if (name.endsWith(".$")) {
            pathField(name, value, place);
        } else if (value.isTextual()
                && LOOKS_LIKE_PATH.matcher(value.textValue()).matches()) {
            place.report()
                    .warning(
                            "NO_DOLLAR",
                            "No .$ on a field that appears to be a JSONPath or Intrinsic Function",
                            place.location(),
                            "Name the field '" + name + ".$' if its value is to be computed.");
        } else {
            check(value, place.field(name), reads);
        }
    }

    private static void pathField(String name, JsonNode value, Place place) {
        try {
            if (value.isTextual()) {
                PathOrIntrinsic.parse(value.textValue());
                return;
            }
            invalid(name, place, null);
        } catch (InvalidPath e) {
            invalid(name, place, e.getMessage());
        }
    }

    private static void invalid(String name, Place place, @Nullable String why) {
        place.error(
                "The value for the field '" + name + "' must be a valid JSONPath or a valid intrinsic function call",
                why);
    }

    private static void string(String text, Place place, Reads reads) {
        if (JsonataTemplate.isExpression(text)) {
            expression(text, place, reads);
        } else if (text.startsWith("{%")) {
            place.error("JSONata string must start with {% and end with %}");
        }
    }

    /** Checks an expression, braces included. */
    static void expression(String text, Place place, Reads reads) {
        String code = text.substring(2, text.length() - 2).strip();
        if (code.length() > LONGEST_EXPRESSION) {
            place.report()
                    .error(
                            "INVALID_JSONATA_EXPRESSION",
                            "The expression has " + code.length() + " characters, expected at most "
                                    + LONGEST_EXPRESSION,
                            place.location(),
                            null);
            return;
        }
        try {
            JsonataTemplate.compile(place.path(), TextNode.valueOf(text));
        } catch (InvalidExpression e) {
            place.report().error("INVALID_JSONATA_EXPRESSION", String.valueOf(e.getMessage()), place.location(), null);
            return;
        }
        references(QUOTED.matcher(code).replaceAll("''"), place, reads);
    }

    private static void references(String code, Place place, Reads reads) {
        for (String name : TopLevelNames.in(code)) {
            unsupported(
                    "Reference to '" + name + "' at the top level is not supported.",
                    place,
                    "Write $states.input." + name + ", or $" + name + " for a variable.");
        }
        if (ROOT.matcher(code).find()) {
            unsupported("Reference to '$$' is not supported.", place, "Start at $states.input or at a variable.");
        }
        if (reads == Reads.NEITHER && RESULT.matcher(code).find()) {
            unsupported("Field '$states.result' does not exist.", place, "It can be read in Output and Assign.");
        }
        if (reads != Reads.ERROR && ERROR.matcher(code).find()) {
            unsupported("Field '$states.errorOutput' does not exist.", place, "It can be read in a Catch.");
        }
    }

    private static void unsupported(String message, Place place, String suggestion) {
        place.report().error("UNSUPPORTED_JSONATA_EXPRESSION", message, place.location(), suggestion);
    }

    private static void assign(JsonNode value, Place place, Reads reads) {
        if (!value.isObject()) {
            place.error("Expected value of type Object");
            return;
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String name = field.getKey();
            boolean computed = !place.jsonata() && name.endsWith(".$");
            variable(computed ? name.substring(0, name.length() - 2) : name, place.field(name));
        }
        check(value, place, reads);
    }

    private static void variable(String name, Place place) {
        if (name.equals("states")) {
            place.report()
                    .error(
                            "RESERVED_VARIABLE_NAME",
                            "Cannot assign to reserved variable '$states'.",
                            place.location(),
                            null);
            return;
        }
        if (!isVariableName(name)) {
            place.report()
                    .error(
                            "INVALID_VARIABLE_NAME",
                            "Invalid variable name '" + name + "': the variable name contains invalid characters.",
                            place.location(),
                            "Use letters, digits and _, a letter or _ first, at most " + LONGEST_VARIABLE + ".");
        }
    }

    /** A Unicode identifier, which here may begin with an underscore too. */
    private static boolean isVariableName(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= LONGEST_VARIABLE
                && (name.charAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
                && name.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }
}
