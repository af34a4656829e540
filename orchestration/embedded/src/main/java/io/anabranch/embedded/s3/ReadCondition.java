package io.anabranch.embedded.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What must hold of an object for a read of it to be answered. A match by ETag outranks one by time, as in RFC 9110, 13.2.2. */
record ReadCondition(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {

    void check(Version version) {
        if (ifMatch != null) {
            if (!ifMatch.equals("*") && !version.isNamedBy(ifMatch)) {
                throw S3Errors.preconditionFailed("If-Match");
            }
        } else if (ifUnmodifiedSince != null && version.lastModified().isAfter(seconds(ifUnmodifiedSince))) {
            throw S3Errors.preconditionFailed("If-Unmodified-Since");
        }
        if (ifNoneMatch != null) {
            if (ifNoneMatch.equals("*") || version.isNamedBy(ifNoneMatch)) {
                throw S3Errors.notModified();
            }
        } else if (ifModifiedSince != null && !version.lastModified().isAfter(seconds(ifModifiedSince))) {
            throw S3Errors.notModified();
        }
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
