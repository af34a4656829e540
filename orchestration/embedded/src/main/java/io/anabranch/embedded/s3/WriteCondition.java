package io.anabranch.embedded.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold of a key for a write to it to take effect. */
record WriteCondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    static final WriteCondition NONE = new WriteCondition(null, null);

    WriteCondition {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw S3Errors.error(
                    501,
                    "NotImplemented",
                    "A header you provided implies functionality that is not implemented: If-None-Match of a write takes"
                            + " only *, not " + ifNoneMatch);
        }
    }

    /** Whether the key must be free. */
    boolean isExclusive() {
        return ifNoneMatch != null;
    }

    void check(String key, Optional<? extends Version> current) {
        if (ifNoneMatch != null && current.isPresent()) {
            throw S3Errors.preconditionFailed("If-None-Match");
        }
        if (ifMatch != null) {
            Version version = current.orElseThrow(() -> S3Errors.noSuchKey(key));
            if (!ifMatch.equals("*") && !version.isNamedBy(ifMatch)) {
                throw S3Errors.preconditionFailed("If-Match");
            }
        }
    }
}
