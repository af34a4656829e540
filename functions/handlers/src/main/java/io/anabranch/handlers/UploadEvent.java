package io.anabranch.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that was created, whoever told: EventBridge, whose keys are as they are, or an S3 notification, whose keys are encoded as
 * forms encode them.
 *
 * @param version version id or, in a bucket without versions, ETag without quotes
 * @param ignored why nothing is to be started for it, or null
 */
record UploadEvent(
        String bucket, String key, String version, @Nullable String ignored) {
    /**
     * The objects that an event is about; none for the test event of a notification.
     *
     * @throws InputException if it is an event of neither shape
     */
    static List<UploadEvent> of(JsonNode event) {
        if (event.path("detail-type").isTextual() && event.has("detail")) {
            return List.of(ofEventBridge(event));
        }
        if (event.path("Records").isArray()) {
            List<UploadEvent> uploads = new ArrayList<>();
            event.path("Records").forEach(item -> uploads.add(ofNotification(item)));
            return uploads;
        }
        if (event.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        throw new InputException(
                "Invalid event: neither an 'Object Created' event of EventBridge nor a notification of S3",
                Where.UNKNOWN);
    }

    private static UploadEvent ofEventBridge(JsonNode event) {
        JsonNode detail = event.path("detail");
        JsonNode object = detail.path("object");
        String type = event.path("detail-type").textValue();
        return new UploadEvent(
                text(detail.path("bucket"), "name"),
                text(object, "key"),
                version(object.path("version-id"), object.path("etag")),
                type.equals("Object Created") ? null : "it is the event '" + type + "'");
    }

    private static UploadEvent ofNotification(JsonNode item) {
        JsonNode object = item.path("s3").path("object");
        String name = item.path("eventName").asText();
        return new UploadEvent(
                text(item.path("s3").path("bucket"), "name"),
                URLDecoder.decode(text(object, "key"), StandardCharsets.UTF_8),
                version(object.path("versionId"), object.path("eTag")),
                name.startsWith("ObjectCreated:") || name.startsWith("s3:ObjectCreated:")
                        ? null
                        : "it is the event '" + name + "'");
    }

    private static String version(JsonNode version, JsonNode etag) {
        String id = version.asText("");
        return id.isEmpty() || id.equals("null") ? etag.asText("").replace("\"", "") : id;
    }

    private static String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new InputException("Invalid event: it names no " + field + " of an object or bucket", Where.UNKNOWN);
        }
        return value.textValue();
    }
}
