package io.anabranch.states.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.integration.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects a case starts with, and what it writes. */
final class CaseObjects implements ObjectStore {
    private final Map<String, TreeMap<String, byte[]>> buckets = new TreeMap<>();

    CaseObjects(JsonNode s3) {
        s3.path("buckets").forEach(bucket -> buckets.put(bucket.asText(), new TreeMap<>()));
        s3.path("objects")
                .forEach(object -> buckets.computeIfAbsent(object.get("bucket").asText(), key -> new TreeMap<>())
                        .put(
                                object.get("key").asText(),
                                object.path("body").asText().getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized NavigableMap<String, byte[]> bucket(String name) throws Refusal {
        NavigableMap<String, byte[]> bucket = buckets.get(name);
        if (bucket == null) {
            throw new Refusal("S3.NoSuchBucket", "The specified bucket does not exist");
        }
        return bucket;
    }

    @Override
    public synchronized InputStream get(String bucket, String key, @Nullable String versionId) throws Refusal {
        byte[] body = bucket(bucket).get(key);
        if (body == null) {
            throw new Refusal("S3.NoSuchKey", "The specified key does not exist.");
        }
        return new ByteArrayInputStream(body);
    }

    @Override
    public synchronized void put(String bucket, String key, byte[] body) throws Refusal {
        bucket(bucket).put(key, body);
    }

    @Override
    public synchronized Listing list(String bucket, String prefix, @Nullable String continuation) throws Refusal {
        List<Listed> entries = new ArrayList<>();
        for (Map.Entry<String, byte[]> object : bucket(bucket).entrySet()) {
            if (object.getKey().startsWith(prefix)) {
                entries.add(
                        new Listed(object.getKey(), object.getValue().length, "\"etag\"", Instant.EPOCH, "STANDARD"));
            }
        }
        return new Listing(entries, null);
    }
}
