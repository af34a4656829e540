package io.anabranch.cli.iam;

import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Somebody else writes an object in the moment before its upload is completed. */
final class IntrudedS3 extends DelegatingS3Client {
    private final S3Client s3;
    private final String key;

    IntrudedS3(S3Client s3, String key) {
        super(s3);
        this.s3 = s3;
        this.key = key;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        if (request instanceof CompleteMultipartUploadRequest complete
                && complete.key().equals(key)) {
            s3.putObject(r -> r.bucket(complete.bucket()).key(key), RequestBody.fromString("not of this run"));
        }
        return operation.apply(request);
    }
}
