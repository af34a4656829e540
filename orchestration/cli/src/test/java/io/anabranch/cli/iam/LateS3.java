package io.anabranch.cli.iam;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The view of an attempt that began before another one wrote the task's receipt, and ends after it. */
final class LateS3 extends DelegatingS3Client {
    private final Set<String> hidden = new HashSet<>();

    LateS3(S3Client delegate) {
        super(delegate);
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        if (request instanceof GetObjectRequest get && get.key().contains("/receipts/") && hidden.add(get.key())) {
            throw NoSuchKeyException.builder()
                    .statusCode(404)
                    .message("not yet")
                    .build();
        }
        return operation.apply(request);
    }
}
