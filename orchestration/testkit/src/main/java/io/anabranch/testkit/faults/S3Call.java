package io.anabranch.testkit.faults;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/**
 * One call of an S3 client.
 *
 * @param operation as S3 names it, for instance {@code PutObject}
 * @param number which call of this operation it is, from 1
 * @param request what was asked
 */
public record S3Call(String operation, int number, SdkRequest request) {

    public Optional<String> bucket() {
        return request.getValueForField("Bucket", String.class);
    }

    public Optional<String> key() {
        return request.getValueForField("Key", String.class);
    }

    @Override
    public String toString() {
        return operation + "#" + number + " " + bucket().orElse("") + "/" + key().orElse("");
    }
}
