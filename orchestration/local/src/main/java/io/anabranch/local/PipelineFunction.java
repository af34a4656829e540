package io.anabranch.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.handlers.Platform;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.task.TaskSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * A function of the stack in a process of its own: AWS's runtime calls it, and it finds its files in its environment, since the
 * embedded S3 has no endpoint.
 */
public final class PipelineFunction implements RequestStreamHandler {
    /** Name of the {@link Function}. */
    static final String FUNCTION = "ANABRANCH_FUNCTION";
    /** The {@link LocalFiles}, as a JSON object. */
    static final String FILES = "ANABRANCH_FILES";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestStreamHandler handler;

    /** What Lambda's runtime calls. */
    public PipelineFunction() {
        this(System.getenv());
    }

    PipelineFunction(Map<String, String> environment) {
        LocalFiles files = files(String.valueOf(environment.get(FILES)));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        TaskSettings settings = TaskSettings.ofThisJvm(1, temporary);
        handler = new PipelineFunctions(
                        Platform.ofThisMachine(files.s3()),
                        CatalogGraphs.ofClassPath(),
                        files.functionSettings(),
                        files.places(),
                        settings,
                        RunListener.NONE)
                .handler(Function.valueOf(String.valueOf(environment.get(FUNCTION))));
    }

    static String text(LocalFiles files) {
        try {
            return JSON.writeValueAsString(files);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Paths are always JSON", e);
        }
    }

    private static LocalFiles files(String json) {
        try {
            return JSON.readValue(json, LocalFiles.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Invalid " + FILES + ": " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        handler.handleRequest(in, out, context);
    }
}
