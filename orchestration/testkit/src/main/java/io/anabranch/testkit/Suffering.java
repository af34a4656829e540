package io.anabranch.testkit;

import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The kinds of faults. */
final class Suffering {
    private Suffering() {}

    /** The call is not made; S3 refuses it. */
    record Refused(int status, String code, String message) implements Fault {
        S3Exception error() {
            return (S3Exception) S3Exception.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .serviceName("S3")
                            .errorCode(code)
                            .errorMessage(message)
                            .build())
                    .statusCode(status)
                    .requestId("FAULT-ON-PURPOSE")
                    .message(message)
                    .build();
        }
    }

    /** The call is made and nobody hears of it. */
    record ReplyLost() implements Fault {}

    /** The call is made twice. */
    record Repeated() implements Fault {}

    /** The call is made after a pause. */
    record Delayed(Duration pause) implements Fault {
        Delayed {
            if (pause.isNegative()) {
                throw new IllegalArgumentException("Invalid pause: " + pause + ", expected one that is not negative");
            }
        }
    }
}
