package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import org.jspecify.annotations.Nullable;

/**
 * A compiled path: {@code $}, {@code $.a.b[0]}, {@code $.a[*].b}, {@code $$.Execution.Id}, {@code $variable.a}.
 *
 * <p>A definite path yields the value it points at; any other yields the array of all values it matches.
 */
public final class Path {
    private enum Root {
        INPUT,
        CONTEXT,
        VARIABLE
    }

    private final String text;
    private final Root root;
    private final String variable;
    private final Query query;

    private Path(String text, Root root, String variable, Query query) {
        this.text = text;
        this.root = root;
        this.variable = variable;
        this.query = query;
    }

    /** @throws InvalidPath when the text is not a path */
    public static Path parse(String text) {
        if (!text.startsWith("$")) {
            throw new InvalidPath("Value is not a valid JSONPath: '" + text + "' does not start with '$'");
        }
        if (text.startsWith("$$")) {
            return new Path(text, Root.CONTEXT, "", Query.compile(text.substring(2), text));
        }
        int end = 1;
        while (end < text.length() && isNamePart(text.charAt(end), end == 1)) {
            end++;
        }
        String name = text.substring(1, end);
        return new Path(
                text, name.isEmpty() ? Root.INPUT : Root.VARIABLE, name, Query.compile(text.substring(end), text));
    }

    private static boolean isNamePart(char c, boolean first) {
        return first ? Character.isUnicodeIdentifierStart(c) || c == '_' : Character.isUnicodeIdentifierPart(c);
    }

    /** The path as the definition writes it. */
    public String text() {
        return text;
    }

    /** Whether the path reads the context object. */
    public boolean readsContext() {
        return root == Root.CONTEXT;
    }

    /** Whether the path can only ever point at one value. */
    public boolean isDefinite() {
        return query.isDefinite();
    }

    /** The value at this path; null when there is none. A JSON null is a {@code NullNode}. */
    public @Nullable JsonNode find(Environment environment) {
        JsonNode start = document(environment);
        return start == null ? null : query.find(start);
    }

    /**
     * The value at this path; of a path that may match many values, the array of none when it matches none.
     *
     * @param field the name of the field that holds the path, for the error ({@code "x.$"}, {@code "SecondsPath"})
     * @throws StatesError States.Runtime when there is none
     */
    public JsonNode evaluate(Environment environment, String field) {
        JsonNode found = find(environment);
        if (found == null && !isDefinite()) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (found == null) {
            JsonNode document = document(environment);
            throw StatesError.inState(
                    StatesError.RUNTIME,
                    "The JSONPath '" + text + "' specified for the field '" + field
                            + "' could not be found in the input '" + (document == null ? "" : document) + "'");
        }
        return found;
    }

    /** Why there is nothing at this path, as json-path, which AWS uses, words it. */
    String whyMissing(Environment environment) {
        JsonNode start = document(environment);
        return start == null ? "No results for path: $" : query.whyMissing(start);
    }

    private @Nullable JsonNode document(Environment environment) {
        return switch (root) {
            case INPUT -> environment.input();
            case CONTEXT -> environment.context();
            case VARIABLE -> environment.variables().get(variable);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
