package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows a path's root. Chains of fields and indexes, which is nearly all of them, are walked here; wildcards,
 * slices, filters and functions are json-path's.
 */
abstract class Query {
    /** The query of {@code rest}, the part of {@code path} after its root. */
    static Query compile(String rest, String path) {
        List<Step> steps = Step.parse(rest);
        return steps != null ? new Walk(steps) : Search.compile(rest, path);
    }

    abstract @Nullable JsonNode find(JsonNode document);

    abstract boolean isDefinite();

    /** Why {@link #find} has found nothing. */
    abstract String whyMissing(JsonNode document);

    private static final class Walk extends Query {
        private final Step[] steps;

        private Walk(List<Step> steps) {
            this.steps = steps.toArray(Step[]::new);
        }

        @Override
        @Nullable
        JsonNode find(JsonNode document) {
            JsonNode at = document;
            for (Step step : steps) {
                JsonNode next = step.apply(at);
                if (next == null) {
                    return null;
                }
                at = next;
            }
            return at;
        }

        @Override
        boolean isDefinite() {
            return true;
        }

        /** A leaf that is missing has no results, a field above it is missing, what is above no object is unexpected. */
        @Override
        String whyMissing(JsonNode document) {
            JsonNode at = document;
            for (int index = 0; index < steps.length; index++) {
                JsonNode next = steps[index].apply(at);
                if (next == null && steps[index] instanceof Step.Member && !at.isObject()) {
                    return "Expected to find an object with property " + steps[index].normalised() + " in path "
                            + normalised(index) + " but found '" + javaType(at)
                            + "'. This is not a json object according"
                            + " to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.";
                }
                if (next == null) {
                    boolean leaf = index == steps.length - 1;
                    return leaf
                            ? "No results for path: " + normalised(steps.length)
                            : "Missing property in path " + normalised(index + 1);
                }
                at = next;
            }
            return "No results for path: " + normalised(steps.length);
        }

        private String normalised(int length) {
            StringBuilder text = new StringBuilder("$");
            for (int index = 0; index < length; index++) {
                text.append(steps[index].normalised());
            }
            return text.toString();
        }

        private static String javaType(JsonNode node) {
            return switch (node.getNodeType()) {
                case ARRAY -> "java.util.ArrayList";
                case STRING -> "java.lang.String";
                case BOOLEAN -> "java.lang.Boolean";
                case NUMBER -> node.isIntegralNumber() ? "java.lang.Integer" : "java.lang.Double";
                default -> "null";
            };
        }
    }

    private static final class Search extends Query {
        private static final ObjectMapper MAPPER = new ObjectMapper();
        private static final Configuration CONFIGURATION = Configuration.builder()
                .jsonProvider(new JacksonJsonNodeJsonProvider(MAPPER))
                .mappingProvider(new JacksonMappingProvider(MAPPER))
                .build();

        private final JsonPath compiled;

        private Search(JsonPath compiled) {
            this.compiled = compiled;
        }

        static Search compile(String rest, String path) {
            try {
                return new Search(JsonPath.compile("$" + rest));
            } catch (InvalidPathException | IllegalArgumentException e) {
                throw new InvalidPath("Value is not a valid JSONPath: '" + path + "': " + e.getMessage());
            }
        }

        @Override
        @Nullable
        JsonNode find(JsonNode document) {
            try {
                Object found = compiled.read((Object) document, CONFIGURATION);
                return found instanceof JsonNode node ? node : MAPPER.valueToTree(found);
            } catch (JsonPathException e) {
                return null;
            }
        }

        @Override
        boolean isDefinite() {
            return compiled.isDefinite();
        }

        @Override
        String whyMissing(JsonNode document) {
            return "No results for path: " + compiled.getPath();
        }
    }
}
