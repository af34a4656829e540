package io.anabranch.testkit.faults;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What happens to a call. */
public sealed interface Fault {

    /** The call is not made; this is thrown instead. */
    record Refused(Supplier<? extends RuntimeException> error) implements Fault {
        public Refused {
            Objects.requireNonNull(error, "error");
        }
    }

    /** The call is made and takes effect, but its answer never arrives: the caller sees the connection fail. */
    record ReplyLost() implements Fault {}

    /** The call is made twice and the second answer is given: what the SDK's own retry makes of a lost reply. */
    record Repeated() implements Fault {}

    /** The call is made after a pause. */
    record Delayed(Duration pause) implements Fault {
        public Delayed {
            if (pause.isNegative()) {
                throw new IllegalArgumentException("Invalid pause: " + pause + ", expected one that is not negative");
            }
        }
    }

    /** S3's 503 {@code SlowDown}, as it comes out of the SDK when its retries are used up. */
    static Fault throttled() {
        return new Refused(() -> error(503, "SlowDown", "Please reduce your request rate."));
    }

    /** S3's 500 {@code InternalError}. */
    static Fault internalError() {
        return new Refused(() -> error(500, "InternalError", "We encountered an internal error. Please try again."));
    }

    /** The call is not made, and the caller sees this. */
    static Fault refused(Supplier<? extends RuntimeException> error) {
        return new Refused(error);
    }

    static Fault replyLost() {
        return new ReplyLost();
    }

    static Fault repeated() {
        return new Repeated();
    }

    static Fault delayed(Duration pause) {
        return new Delayed(pause);
    }

    private static RuntimeException error(int status, String code, String message) {
        return S3Exception.builder()
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
