package io.anabranch.cli.iam;

import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * In the moment before an upload is completed somebody else writes the object, if its key begins so; and a late attempt begins another
 * upload of it in any case.
 */
final class IntrudedS3 extends DelegatingS3Client {
    private final S3Client s3;
    private final String prefix;

    IntrudedS3(S3Client s3, String prefix) {
        super(s3);
        this.s3 = s3;
        this.prefix = prefix;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        if (request instanceof CompleteMultipartUploadRequest complete) {
            s3.createMultipartUpload(r -> r.bucket(complete.bucket()).key(complete.key()));
            if (complete.key().startsWith(prefix)) {
                s3.putObject(
                        r -> r.bucket(complete.bucket()).key(complete.key()),
                        RequestBody.fromString("not of this run"));
            }
        }
        return operation.apply(request);
    }
}
