package io.anabranch.states.validate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.QueryLanguage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds every problem of a definition. */
public final class DefinitionValidator {
    /** The limit on a definition, in bytes of UTF-8 (AWS's quotas for Step Functions). */
    public static final int MAX_DEFINITION_BYTES = 1_048_576;

    /** How much of a text that is no JSON its error shows, as Jackson does it for AWS. */
    private static final int SHOWN = 500;

    private static final Pattern UNKNOWN_TOKEN = Pattern.compile("^Unrecognized token '([^']*)'");

    /** Names its source in errors, as AWS's does: the text is the caller's own. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * The errors of a definition, as ValidateStateMachineDefinition gives them when it is not asked for warnings.
     *
     * @param definition the text of the definition
     * @param express whether the machine is of type EXPRESS
     * @return the errors; empty when there are none
     */
    public List<Diagnostic> validate(String definition, boolean express) {
        return validate(definition, express, Diagnostic.Severity.ERROR);
    }

    /**
     * The problems of a definition that are at least so severe.
     *
     * @param least WARNING for errors and warnings
     */
    public List<Diagnostic> validate(String definition, boolean express, Diagnostic.Severity least) {
        Report report = new Report(least);
        ObjectNode root = parse(definition, report);
        if (root != null) {
            new Machines().machine(root, place(root, express, report));
        }
        return report.diagnostics();
    }

    /**
     * The errors of one state that stands by itself, as TestState takes it.
     *
     * @param name the name it goes by in locations: {@code /States/name/…}
     * @param definition the text of the state
     */
    public List<Diagnostic> validateState(String name, String definition) {
        Report report = new Report(Diagnostic.Severity.ERROR);
        ObjectNode root = parse(definition, report);
        if (root != null) {
            String path = "/States/" + name;
            new Machines()
                    .state(root, new Place(path, QueryLanguage.JSONPATH, QueryLanguage.JSONPATH, false, false, report));
        }
        return report.diagnostics();
    }

    /**
     * The message CreateStateMachine refuses a definition with (error code InvalidDefinition):
     * {@code Invalid State Machine Definition: 'CODE: message at location, CODE: message at location'}.
     */
    public static String invalidDefinitionMessage(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .map(DefinitionValidator::line)
                .collect(Collectors.joining(", ", "Invalid State Machine Definition: '", "'"));
    }

    private static String line(Diagnostic diagnostic) {
        String text = diagnostic.code() + ": " + diagnostic.message();
        return diagnostic.location() == null ? text : text + " at " + diagnostic.location();
    }

    private static Place place(ObjectNode root, boolean express, Report report) {
        QueryLanguage own = QueryLanguage.of(root.path("QueryLanguage").asText());
        QueryLanguage language = own == null ? QueryLanguage.JSONPATH : own;
        return new Place("", language, language, express, false, report);
    }

    private static @Nullable ObjectNode parse(String definition, Report report) {
        if (definition.length() > MAX_DEFINITION_BYTES) {
            report.error(
                    Report.SCHEMA,
                    "Definition has " + definition.length() + " characters, expected at most " + MAX_DEFINITION_BYTES
                            + " bytes",
                    null,
                    null);
            return null;
        }
        try {
            JsonNode root = MAPPER.readTree(definition);
            if (root instanceof ObjectNode object) {
                return object;
            }
            report.error(Report.SCHEMA, "Definition must be a valid JSON object", null, null);
        } catch (JsonProcessingException e) {
            String source = source(definition, e);
            report.error("INVALID_JSON_DESCRIPTION", e.getOriginalMessage() + "\n at " + source, source, null);
        }
        return null;
    }

    /** The place in the text: after a token or character that is wrong, as AWS's older Jackson puts it. */
    private static String source(String definition, JsonProcessingException problem) {
        String shown = definition.length() <= SHOWN
                ? '"' + definition + '"'
                : '"' + definition.substring(0, SHOWN) + "\"[truncated " + (definition.length() - SHOWN) + " chars]";
        JsonLocation location = problem.getLocation();
        long line = location == null ? 1 : location.getLineNr();
        long column = location == null ? 1 : location.getColumnNr();
        Matcher unknown = UNKNOWN_TOKEN.matcher(problem.getOriginalMessage());
        if (unknown.find()) {
            column += unknown.group(1).length();
        } else if (problem.getOriginalMessage().startsWith("Unexpected character (")) {
            column++;
        }
        return "[Source: (String)" + shown + "; line: " + line + ", column: " + column + "]";
    }
}
