package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.CloudException;
import io.anabranch.error.DeniedException;
import io.anabranch.error.GoneException;
import io.anabranch.error.TransientException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FailuresTest {
    private static final S3Uri URI = S3Uri.parse("s3://b/k");

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "502, BadGateway",
        "503, SlowDown",
        "503, ServiceUnavailable",
        "504, GatewayTimeout",
        "429, TooManyRequests",
        "400, RequestTimeout",
        "400, BadDigest",
        "400, IncompleteBody",
        "400, Throttling",
        "400, ThrottlingException",
        "403, RequestThrottled",
        "409, OperationAborted",
        "409, ConditionalRequestConflict",
        "408, RequestTimeout"
    })
    void whatMayPassIsTransient(int status, String code) {
        assertThat(failure(MemoryS3.refusal(status, code)))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot read s3://b/k: " + code + " (HTTP " + status + ")");
    }

    @Test
    void noAnswerIsTransient() {
        for (SdkException e : new SdkException[] {
            SdkClientException.create("Unable to execute HTTP request", new SocketTimeoutException("Read timed out")),
            SdkClientException.create("Unable to execute HTTP request", new IOException("Connection reset")),
            ApiCallTimeoutException.create(5),
            RetryableException.create("Data read has a different checksum than expected")
        }) {
            assertThat(failure(e)).isInstanceOf(TransientException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, access denied. Allow s3:GetObject on it to the role of this function",
        "401, Unauthorized, access denied. Allow s3:GetObject on it to the role of this function",
        "400, KMS.DisabledException, 'the key of KMS that encrypts it cannot be used (KMS.DisabledException). Enable the key, "
                + "and allow kms:Decrypt on it to the role of this function'",
        "403, SignatureDoesNotMatch, 'the credentials are refused (SignatureDoesNotMatch). Renew them, and see that the clock"
                + " is right'",
        "400, ExpiredToken, 'the credentials are refused (ExpiredToken). Renew them, and see that the clock is right'",
        "403, InvalidObjectState, it is archived. Restore it first",
        "400, InvalidRequest, S3 refuses it with InvalidRequest (HTTP 400)",
        "301, PermanentRedirect, S3 refuses it with PermanentRedirect (HTTP 301)",
        "501, NotImplemented, S3 refuses it with NotImplemented (HTTP 501)"
    })
    void whatS3WillNotDoIsDenied(int status, String code, String message) {
        CloudException failure = failure(MemoryS3.refusal(status, code));
        assertThat(failure).isInstanceOf(DeniedException.class).hasMessage("Cannot read s3://b/k: " + message);
        assertThat(failure.operation()).isEqualTo("GetObject");
        assertThat(failure.resource()).isEqualTo("s3://b/k");
    }

    @Test
    void aDenialNamesThePermissionThatS3Names() {
        String message = "User: arn:aws:sts::1:assumed-role/r/f is not authorized to perform: kms:GenerateDataKey on"
                + " resource: arn:aws:kms:us-east-1:1:key/k because no identity-based policy allows it";
        SdkException denied = (SdkException) S3Exception.builder()
                .statusCode(403)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("AccessDenied")
                        .errorMessage(message)
                        .build())
                .build();
        assertThat(Failures.of(Operation.PUT, URI, denied))
                .hasMessage(
                        "Cannot write s3://b/k: access denied (" + message + "). Allow kms:GenerateDataKey on the key"
                                + " of KMS that encrypts it to the role of this function");
    }

    @Test
    void eachOperationNamesItsPermission() {
        for (Operation operation : Operation.values()) {
            String place = operation == Operation.LIST || operation == Operation.LIST_UPLOADS ? "b" : "it";
            assertThat(Failures.of(operation, URI, MemoryS3.refusal(403, "AccessDenied")))
                    .isInstanceOf(DeniedException.class)
                    .hasMessage("Cannot " + operation.verb + " s3://b/k: access denied. Allow " + operation.permission
                            + " on " + place + " to the role of this function");
        }
    }

    @Test
    void whatNeverLeftThisMachineIsDenied() {
        for (SdkException e : new SdkException[] {
            SdkClientException.create("Unable to load credentials from any of the providers in the chain"),
            SdkClientException.create("Unable to load region from any of the providers in the chain"),
            NonRetryableException.create("the request is malformed")
        }) {
            assertThat(failure(e)).isInstanceOf(DeniedException.class);
        }
    }

    @Test
    void whatIsNotThereIsGone() {
        assertThat(failure(MemoryS3.refusal(404, "NoSuchKey")))
                .isInstanceOf(GoneException.class)
                .hasMessage("Cannot read s3://b/k: it is not there any more. Put it back, or start a new run");
        assertThat(failure(MemoryS3.refusal(404, "NoSuchBucket")))
                .isInstanceOf(GoneException.class)
                .hasMessage("Cannot read s3://b/k: there is no bucket b. Create it, or correct the address");
        assertThat(Failures.of(Operation.UPLOAD_PART, URI, MemoryS3.refusal(404, "NoSuchUpload")))
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("its upload is gone");
    }

    private static CloudException failure(SdkException e) {
        return Failures.of(Operation.GET, URI, e);
    }
}
