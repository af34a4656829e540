package io.anabranch.embedded.s3;

import java.util.Map;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.util.AwsHeader;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.S3ResponseMetadata;

/** Gives a response what the SDK gives one that came over the wire: an HTTP status and a request id. */
final class Responses {
    private Responses() {}

    /** Completes the response of a call that succeeded. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // A builder of the SDK does not say what it builds.
    static <T extends S3Response> T ok(int status, S3Response.Builder response) {
        response.responseMetadata(S3ResponseMetadata.create(
                DefaultAwsResponseMetadata.create(Map.of(AwsHeader.AWS_REQUEST_ID, S3Errors.REQUEST_ID))));
        response.sdkHttpResponse(SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("x-amz-request-id", S3Errors.REQUEST_ID)
                .build());
        return (T) response.build();
    }
}
