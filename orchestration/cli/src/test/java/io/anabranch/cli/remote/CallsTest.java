package io.anabranch.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sfn.model.SfnException;

class CallsTest {
    @Test
    void accessDeniedNamesTheActionAndTheResource() {
        assertThat(message(service(400, "AccessDeniedException", "User: x is not authorized")))
                .isEqualTo(
                        "Cannot stop run 'a': access denied. Allow states:StopExecution on arn:a to these credentials");
        assertThat(message(service(403, "Forbidden", "no")))
                .isEqualTo(
                        "Cannot stop run 'a': access denied (Forbidden). Allow states:StopExecution on arn:a to these credentials");
    }

    @Test
    void missingCredentialsAreOneLineHoweverManyPlacesWereSearched() {
        assertThat(
                        message(
                                SdkClientException.create(
                                        "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(\nA\nB)")))
                .isEqualTo(
                        "Cannot stop run 'a': no AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                                + " log in, or name a profile by --profile");
    }

    @Test
    void credentialsThatExpiredAskForALogin() {
        assertThat(message(
                        service(400, "ExpiredTokenException", "The security token included in the request is expired")))
                .contains("the AWS credentials are not accepted (ExpiredTokenException). Log in again");
        assertThat(message(service(403, "UnrecognizedClientException", "The security token included is invalid")))
                .contains("the AWS credentials are not accepted (UnrecognizedClientException)");
    }

    @Test
    void anEndpointThatDoesNotAnswerIsNamedAsSuch() {
        assertThat(message(SdkClientException.create(
                        "Unable to execute HTTP request", new ConnectException("Connection refused"))))
                .isEqualTo(
                        "Cannot stop run 'a': the endpoint does not answer (java.net.ConnectException: Connection refused)."
                                + " Check the network, --region and --endpoint-url");
    }

    @Test
    void otherRefusalsSayWhatTheServiceSaid() {
        assertThat(message(service(400, "ExecutionNotRedrivable", "Execution is RUNNING.\nmore")))
                .isEqualTo("Cannot stop run 'a': Execution is RUNNING.");
        assertThat(message(S3Exception.builder().statusCode(403).build())).contains("access denied (403)");
    }

    private static String message(SdkException refusal) {
        return String.valueOf(Calls.refused("stop run 'a'", "states:StopExecution", "arn:a", refusal)
                .getMessage());
    }

    private static SdkException service(int status, String code, String message) {
        return SfnException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .message(message)
                .build();
    }
}
