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

    abstract String normalised();

    boolean isIdentity() {
        return false;
    }

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

        @Override
        boolean isIdentity() {
            return steps.length == 0;
        }

        @Override
        String normalised() {
            StringBuilder text = new StringBuilder("$");
            for (Step step : steps) {
                text.append(step.normalised());
            }
            return text.toString();
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
        String normalised() {
            return compiled.getPath();
        }
    }
}
