package io.anabranch.states.integration;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Distributed Maps need of S3. Calls block; the engine makes them on its blocking threads. */
public interface ObjectStore {
    /**
     * The bytes of an object.
     *
     * @param versionId null for the newest
     * @throws Refusal as S3 words it: {@code S3.NoSuchKey}, {@code S3.NoSuchBucket}, …
     */
    InputStream get(String bucket, String key, @Nullable String versionId) throws IOException;

    /** Writes an object, replacing one that is there. */
    void put(String bucket, String key, byte[] body) throws IOException;

    /**
     * One page of a listing in key order.
     *
     * @param continuation what the previous page gave; null for the first page
     */
    Listing list(String bucket, String prefix, @Nullable String continuation) throws IOException;

    /** @param next what the next page is asked for with; null on the last */
    record Listing(List<Listed> entries, @Nullable String next) {
        public Listing {
            entries = List.copyOf(entries);
        }
    }

    /** @param etag with its quotes, as S3 gives it */
    record Listed(String key, long size, String etag, Instant lastModified, String storageClass) {}

    /** S3 said no; error and message in the words of S3. */
    final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        private final String error;

        public Refusal(String error, String message) {
            super(message);
            this.error = error;
        }

        /** Such as {@code S3.NoSuchKeyException}. */
        public String error() {
            return error;
        }
    }
}
