package io.anabranch.embedded.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold of an object for its deletion to take effect. A key that is not there is deleted already. */
record DeleteCondition(@Nullable String ifMatch) {

    void check(String key, Optional<? extends Version> current) {
        if (ifMatch == null) {
            return;
        }
        Version version = current.orElseThrow(() -> S3Errors.noSuchKey(key));
        if (!ifMatch.equals("*") && !version.isNamedBy(ifMatch)) {
            throw S3Errors.preconditionFailed("If-Match");
        }
    }
}
