package io.anabranch.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.s3.EmbeddedS3;
import io.anabranch.handlers.Platform;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.task.TaskSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A function of the stack in a process of its own: AWS's runtime calls it, and it finds its buckets in its environment, since the
 * embedded S3 has no endpoint.
 */
public final class PipelineFunction implements RequestStreamHandler {
    /** Name of the {@link Function}. */
    static final String FUNCTION = "ANABRANCH_FUNCTION";
    /** What relative paths are relative to. */
    static final String BASE = "ANABRANCH_BASE";
    /** Folders of buckets by name, as a JSON object. */
    static final String BUCKETS = "ANABRANCH_BUCKETS";
    /** Folder for buckets that are in no other, may be missing. */
    static final String ROOT = "ANABRANCH_BUCKET_ROOT";

    private final RequestStreamHandler handler;

    /** What Lambda's runtime calls. */
    public PipelineFunction() {
        this(System.getenv());
    }

    PipelineFunction(Map<String, String> environment) {
        EmbeddedS3.Builder s3 = EmbeddedS3.builder();
        buckets(environment.getOrDefault(BUCKETS, "{}")).forEach((name, folder) -> s3.bucket(name, Path.of(folder)));
        if (environment.get(ROOT) != null) {
            s3.root(Path.of(environment.get(ROOT)));
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Locations places = new Locations(Path.of(environment.getOrDefault(BASE, "")), environment.get(ROOT) != null);
        TaskSettings settings = TaskSettings.ofThisJvm(1, temporary);
        handler = new PipelineFunctions(
                        Platform.ofThisJvm(s3.build()), CatalogGraphs.ofClassPath(), places, settings, RunListener.NONE)
                .handler(Function.valueOf(String.valueOf(environment.get(FUNCTION))));
    }

    static String buckets(Map<String, Path> folders) {
        Map<String, String> texts = new LinkedHashMap<>();
        folders.forEach((name, folder) -> texts.put(name, folder.toString()));
        try {
            return new ObjectMapper().writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts is always JSON", e);
        }
    }

    private static Map<String, String> buckets(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid " + BUCKETS + ": " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        handler.handleRequest(in, out, context);
    }
}
