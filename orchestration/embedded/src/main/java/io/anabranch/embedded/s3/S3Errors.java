package io.anabranch.embedded.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's answers when it refuses, as the SDK would have read them off the wire. */
final class S3Errors {
    /** Nobody keeps a log in which a request of one's own process could be looked up. */
    static final String REQUEST_ID = "EMBEDDED";

    private S3Errors() {}

    static AwsServiceException noSuchKey(String key) {
        return with(NoSuchKeyException.builder(), 404, "NoSuchKey", "The specified key does not exist: " + key);
    }

    static AwsServiceException noSuchBucket(String bucket) {
        return with(
                NoSuchBucketException.builder(), 404, "NoSuchBucket", "The specified bucket does not exist: " + bucket);
    }

    static AwsServiceException noSuchUpload(String uploadId) {
        return with(
                NoSuchUploadException.builder(),
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or"
                        + " completed: " + uploadId);
    }

    static AwsServiceException bucketAlreadyOwnedByYou(String bucket) {
        return with(
                BucketAlreadyOwnedByYouException.builder(),
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it: " + bucket);
    }

    static AwsServiceException preconditionFailed(String condition) {
        return error(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold: " + condition);
    }

    static AwsServiceException notModified() {
        return error(304, "NotModified", "Not Modified");
    }

    static AwsServiceException invalidRange(String range, long size) {
        return error(
                416, "InvalidRange", "The requested range is not satisfiable: " + range + " of " + size + " bytes");
    }

    static AwsServiceException error(int status, String code, String message) {
        return with(S3Exception.builder(), status, code, message);
    }

    private static AwsServiceException with(
            AwsServiceException.Builder builder, int status, String code, String message) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                .build();
        return builder.awsErrorDetails(details)
                .statusCode(status)
                .requestId(REQUEST_ID)
                .message(message)
                .build();
    }
}
