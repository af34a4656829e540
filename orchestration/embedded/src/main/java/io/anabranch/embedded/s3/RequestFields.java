package io.anabranch.embedded.s3;

import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Refuses a request that says more than we can do: a field that would silently do nothing is worse than none. */
final class RequestFields {
    /** What cannot be observed here: who pays, who owns, how the wire is checked, and where the bytes are kept. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "RequestPayer",
            "ExpectedBucketOwner",
            "ExpectedSourceBucketOwner",
            "ChecksumAlgorithm",
            "ChecksumMode",
            "ChecksumType",
            "ServerSideEncryption",
            "BucketKeyEnabled",
            "StorageClass",
            "SdkPartType");

    private RequestFields() {}

    static void check(String operation, SdkPojo request, Set<String> understood) {
        for (SdkField<?> field : request.sdkFields()) {
            String name = field.memberName();
            if (understood.contains(name) || WITHOUT_EFFECT.contains(name)) {
                continue;
            }
            Object value = field.getValueOrDefault(request);
            if (value == null
                    || value instanceof SdkAutoConstructList<?>
                    || value instanceof SdkAutoConstructMap<?, ?>) {
                continue;
            }
            throw new UnsupportedOperationException("Cannot do " + operation + " with " + name
                    + ": the embedded S3 does not support that field. Leave it out, or use S3");
        }
    }
}
