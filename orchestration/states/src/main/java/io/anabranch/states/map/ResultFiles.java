package io.anabranch.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.model.Distributed.Transformation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a ResultWriter writes: {@code SUCCEEDED_n}, {@code FAILED_n} and {@code PENDING_n} files under
 * {@code prefix/runId/}, and last the {@code manifest.json} that names them.
 *
 * <p>AWS starts a new file at 5 GB; a file here is made in memory and so starts anew much earlier.
 */
final class ResultFiles {
    /** A file is closed when it is this large. */
    private static final int FILE_BYTES = 64 * 1024 * 1024;

    private final ObjectStore objects;
    private final String bucket;
    private final String folder;
    private final Transformation transformation;
    private final boolean jsonLines;

    /**
     * @param arguments the evaluated Parameters or Arguments: Bucket, Prefix
     * @param runId the last part of the map run's ARN
     * @throws StatesError States.ResultWriterFailed when there is no bucket
     */
    ResultFiles(
            ObjectStore objects, JsonNode arguments, String runId, Transformation transformation, boolean jsonLines) {
        this.objects = objects;
        this.bucket = arguments.path("Bucket").asText("");
        String prefix = arguments.path("Prefix").asText("");
        this.folder = (prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/") + runId + "/";
        this.transformation = transformation;
        this.jsonLines = jsonLines;
        if (bucket.isEmpty()) {
            throw failed("field Bucket must be a string that is not empty");
        }
    }

    /**
     * Writes everything.
     *
     * @return the Map state's result
     * @throws StatesError States.ResultWriterFailed
     */
    ObjectNode write(
            String mapRunArn, List<ChildResult> succeeded, List<ChildResult> failed, List<ChildResult> pending) {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("DestinationBucket", bucket);
        manifest.put("MapRunArn", mapRunArn);
        ObjectNode files = manifest.putObject("ResultFiles");
        try {
            files.set("FAILED", write("FAILED", failed, Transformation.NONE));
            files.set("PENDING", write("PENDING", pending, Transformation.NONE));
            files.set("SUCCEEDED", write("SUCCEEDED", succeeded, transformation));
            String key = folder + "manifest.json";
            objects.put(bucket, key, manifest.toString().getBytes(StandardCharsets.UTF_8));
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            result.put("MapRunArn", mapRunArn);
            result.putObject("ResultWriterDetails").put("Bucket", bucket).put("Key", key);
            return result;
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private ArrayNode write(String status, List<ChildResult> children, Transformation how) throws IOException {
        ArrayNode written = JsonNodeFactory.instance.arrayNode();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (ChildResult child : children) {
            for (JsonNode line : lines(child, how)) {
                byte[] text = line.toString().getBytes(StandardCharsets.UTF_8);
                if (file.size() > 0 && file.size() + text.length > FILE_BYTES) {
                    close(status, file, written);
                }
                file.write(separator(file.size()));
                file.write(text);
            }
        }
        if (file.size() > 0) {
            close(status, file, written);
        }
        return written;
    }

    private byte[] separator(int size) {
        if (size == 0) {
            return jsonLines ? new byte[0] : new byte[] {'['};
        }
        return new byte[] {(byte) (jsonLines ? '\n' : ',')};
    }

    private void close(String status, ByteArrayOutputStream file, ArrayNode written) throws IOException {
        if (!jsonLines) {
            file.write(']');
        }
        String key = folder + status + "_" + written.size() + (jsonLines ? ".jsonl" : ".json");
        objects.put(bucket, key, file.toByteArray());
        written.addObject().put("Key", key).put("Size", file.size());
        file.reset();
    }

    /** What a child leaves in a file or in the state's output. */
    static List<JsonNode> lines(ChildResult child, Transformation how) {
        JsonNode output = child.output();
        if (how == Transformation.NONE || output == null) {
            return List.of(child.toRecord());
        }
        if (how == Transformation.FLATTEN && output.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            output.forEach(elements::add);
            return elements;
        }
        return List.of(output);
    }

    /** The state's result when the results are not written anywhere: the outputs of the children that succeeded. */
    static ArrayNode inline(List<ChildResult> succeeded, Transformation how) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        succeeded.forEach(child -> lines(child, how).forEach(all::add));
        return all;
    }

    private static StatesError failed(String cause) {
        return new StatesError(StatesError.RESULT_WRITER_FAILED, cause);
    }
}
