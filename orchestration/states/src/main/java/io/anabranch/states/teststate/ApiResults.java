package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the results of API calls look like, out of {@code api-results.json.gz}: a service's operations and shapes. A shape
 * is {@code {m: members, r: required}}, {@code {l: element}}, {@code {v: value of a map}}; a reference to one is
 * {@code "#Name"}; a scalar is {@code "s"}, {@code "n"}, {@code "b"} or {@code {t, min, max, e: enumeration}}.
 */
final class ApiResults {
    /** Optimized integrations, whose names are not those of the SDK. */
    private static final Map<String, String> OPTIMIZED = Map.of(
            "states", "sfn", "events", "eventbridge", "elasticmapreduce", "emr", "emr-serverless", "emrserverless");

    private final JsonNode services;

    private ApiResults(JsonNode services) {
        this.services = services;
    }

    static ApiResults load() {
        try (InputStream bytes = ApiResults.class.getResourceAsStream("api-results.json.gz")) {
            if (bytes == null) {
                throw new IllegalStateException("api-results.json.gz is not in the jar");
            }
            return new ApiResults(new ObjectMapper().readTree(new GZIPInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The result of an operation; null when it is not known.
     *
     * @param service as a Resource writes it: {@code sqs}, {@code aws-sdk:s3}
     */
    @Nullable
    ApiShape result(String service, String operation) {
        String name = service.startsWith("aws-sdk:")
                ? service.substring("aws-sdk:".length())
                : OPTIMIZED.getOrDefault(service, service);
        JsonNode model = services.path(name);
        JsonNode shape = model.path("operations").get(operation);
        return shape == null
                ? null
                : new ApiShape(model.path("shapes"), model.path("shapes").path(shape.asText()));
    }

    /**
     * A shape and where the shapes it refers to are.
     *
     * @param shapes the shapes of its service
     * @param node the shape itself
     */
    record ApiShape(JsonNode shapes, JsonNode node) {
        ApiShape refer(JsonNode reference) {
            boolean named = reference.isTextual() && reference.textValue().startsWith("#");
            return new ApiShape(
                    shapes, named ? shapes.path(reference.textValue().substring(1)) : reference);
        }
    }
}
