package io.anabranch.runtime.storage;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.CloudException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what an answer of S3 means for the one who has to mend it. */
public final class S3Failures {
    private S3Failures() {}

    /** Why {@code object}, a pinned version, could not be read. */
    public static AnabranchException reading(S3Uri object, SdkException failure) {
        return switch (statusCode(failure)) {
            case 412 -> changed(object, failure);
            case 404 ->
                new InputException(
                        "Cannot read " + object + ": it is not there any more. Put it back, or start a new run",
                        Where.UNKNOWN,
                        failure);
            case 416 ->
                new InputException(
                        "Cannot read " + object + ": it is shorter than when the run was planned. Start a new run",
                        Where.UNKNOWN,
                        failure);
            default -> refused("read", "s3:GetObject", object, failure);
        };
    }

    /** Why nothing could be written to {@code object}. */
    public static AnabranchException writing(S3Uri object, SdkException failure) {
        return refused("write", "s3:PutObject", object, failure);
    }

    static InputException changed(S3Uri object, SdkException failure) {
        return new InputException(
                "Cannot read " + object + ": it changed while the run was reading it. Start a new run",
                Where.UNKNOWN,
                failure);
    }

    /** The HTTP status that S3 answered, or 0 when there was no answer. */
    public static int statusCode(SdkException failure) {
        return failure instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    /** Whether the same request may succeed a moment later. */
    static boolean isTransient(SdkException failure) {
        int status = statusCode(failure);
        return (failure instanceof SdkClientException client && client.retryable()) || status == 429 || status >= 500;
    }

    private static AnabranchException refused(String verb, String action, S3Uri object, SdkException failure) {
        String problem = "Cannot " + verb + " " + object + ": ";
        int status = statusCode(failure);
        if (status == 403) {
            return new CloudException(
                    problem + "access denied. Allow " + action + " on it to the role of this function",
                    Where.UNKNOWN,
                    failure);
        }
        if (status == 404) {
            return new InputException(
                    problem + "there is no bucket " + object.bucket() + ". Create it, or correct the address",
                    Where.UNKNOWN,
                    failure);
        }
        return new CloudException(problem + reason(failure), Where.UNKNOWN, failure);
    }

    private static String reason(SdkException failure) {
        if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + " (HTTP " + service.statusCode() + ")";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
