package io.anabranch.embedded.lambda;

import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Lambda's answers when it refuses an invocation, as the SDK would have read them off the wire. */
final class LambdaErrors {
    private LambdaErrors() {}

    static AwsServiceException notFound(String arn) {
        return with(
                ResourceNotFoundException.builder().type("User"),
                404,
                "ResourceNotFoundException",
                "Function not found: " + arn);
    }

    static AwsServiceException throttled(ThrottleReason reason) {
        return with(
                TooManyRequestsException.builder().type("User").reason(reason),
                429,
                "TooManyRequestsException",
                "Rate Exceeded.");
    }

    static AwsServiceException tooLarge(int maxBytes) {
        return with(
                RequestTooLargeException.builder().type("User"),
                413,
                "RequestTooLargeException",
                "Request must be smaller than " + maxBytes + " bytes for the InvokeFunction operation");
    }

    static AwsServiceException notJson(String why) {
        return with(
                InvalidRequestContentException.builder().type("User"),
                400,
                "InvalidRequestContentException",
                "Could not parse request body into json: " + why);
    }

    static AwsServiceException invalidParameter(String message) {
        return with(
                InvalidParameterValueException.builder().type("User"), 400, "InvalidParameterValueException", message);
    }

    private static AwsServiceException with(
            AwsServiceException.Builder builder, int status, String code, String message) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("Lambda")
                .errorCode(code)
                .errorMessage(message)
                .build();
        return builder.awsErrorDetails(details)
                .statusCode(status)
                .requestId(UUID.randomUUID().toString())
                .message(message)
                .build();
    }
}
