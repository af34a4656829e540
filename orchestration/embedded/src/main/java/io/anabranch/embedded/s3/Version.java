package io.anabranch.embedded.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One content of a key, as conditions see it. */
interface Version {
    /** The ETag, quotes included. */
    String etag();

    long size();

    /** In whole seconds, as S3 keeps it. */
    Instant lastModified();

    /** Whether a header value ({@code If-Match}, a part's ETag) means this version; quotes are optional, as with S3. */
    default boolean isNamedBy(@Nullable String etag) {
        return etag != null && unquoted(etag).equals(unquoted(etag()));
    }

    private static String unquoted(String etag) {
        String trimmed = etag.strip();
        return trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")
                ? trimmed.substring(1, trimmed.length() - 1)
                : trimmed;
    }
}
