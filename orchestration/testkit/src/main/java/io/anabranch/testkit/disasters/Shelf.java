package io.anabranch.testkit.disasters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.s3.MemoryS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects that there are, as nobody in the world sees them: at once, all of them, and without touching anything. */
final class Shelf {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MemoryS3 s3;

    Shelf(MemoryS3 s3) {
        this.s3 = s3;
    }

    /** An object that is there. */
    record Thing(String etag, long bytes) {}

    Optional<Thing> find(String bucket, String key) {
        try {
            HeadObjectResponse there = s3.headObject(r -> r.bucket(bucket).key(key));
            return Optional.of(new Thing(there.eTag(), there.contentLength()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    byte[] bytes(String bucket, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArrayUnsafe();
    }

    /** The object as JSON; nothing if there is none, or if it is none. */
    Optional<JsonNode> json(String bucket, String key) {
        if (find(bucket, key).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(bytes(bucket, key)));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    List<String> keys(String bucket, String prefix) {
        List<String> keys = new ArrayList<>();
        for (S3Object object :
                s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents()) {
            keys.add(object.key());
        }
        return keys;
    }

    /** Keys of the uploads that are neither completed nor aborted. */
    List<String> uploads(String bucket) {
        List<String> keys = new ArrayList<>();
        s3.listMultipartUploads(r -> r.bucket(bucket)).uploads().forEach(upload -> keys.add(upload.key()));
        return keys;
    }

    /** The sizes of the uploads of a key. */
    List<Integer> sizes(String bucket, String key) {
        List<Integer> sizes = new ArrayList<>();
        s3.listMultipartUploads(r -> r.bucket(bucket).prefix(key)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .forEach(upload -> sizes.add(
                        s3.listParts(r -> r.bucket(bucket).key(key).uploadId(upload.uploadId())).parts().stream()
                                .mapToInt(part -> Math.toIntExact(part.size()))
                                .sum()));
        return sizes;
    }

    /** Removes the uploads of a key; returns their ids. */
    List<String> expire(String bucket, String key) {
        List<String> ids = s3.listMultipartUploads(r -> r.bucket(bucket).prefix(key)).uploads().stream()
                .filter(upload -> upload.key().equals(key))
                .map(MultipartUpload::uploadId)
                .toList();
        ids.forEach(id -> s3.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id)));
        return ids;
    }

    void put(String bucket, String key, byte[] bytes) {
        s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    /** Puts an object as an upload of one part: its ETag is another than that of the same bytes at once. */
    void upload(String bucket, String key, byte[] bytes) {
        String id = s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
        String etag = s3.uploadPart(
                        r -> r.bucket(bucket).key(key).uploadId(id).partNumber(1), RequestBody.fromBytes(bytes))
                .eTag();
        s3.completeMultipartUpload(r -> r.bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(CompletedMultipartUpload.builder()
                        .parts(CompletedPart.builder().partNumber(1).eTag(etag).build())
                        .build()));
    }

    void remove(String bucket, String key) {
        s3.deleteObject(r -> r.bucket(bucket).key(key));
    }

    void put(String bucket, String key, String text) {
        put(bucket, key, text.getBytes(StandardCharsets.UTF_8));
    }
}
