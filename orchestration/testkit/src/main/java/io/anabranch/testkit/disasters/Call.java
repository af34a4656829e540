package io.anabranch.testkit.disasters;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A call of S3.
 *
 * @param operation as S3 names it, for instance {@code PutObject}
 * @param bucket that it is about
 * @param key of the object, prefix of a listing, or ""
 */
record Call(String operation, String bucket, String key) {
    static Call of(S3Request request) {
        String type = request.getClass().getSimpleName();
        String key = field(request, "Key");
        return new Call(
                type.substring(0, type.length() - "Request".length()),
                field(request, "Bucket"),
                key.isEmpty() ? field(request, "Prefix") : key);
    }

    private static String field(SdkRequest request, String name) {
        return request.getValueForField(name, String.class).orElse("");
    }

    /** Whether it changes what is there. */
    boolean writes() {
        return !operation.startsWith("Get") && !operation.startsWith("Head") && !operation.startsWith("List");
    }

    ObjectKind kind() {
        return ObjectKind.of(key);
    }

    @Override
    public String toString() {
        return operation + " s3://" + bucket + "/" + key;
    }
}
