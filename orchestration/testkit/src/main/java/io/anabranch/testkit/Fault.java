package io.anabranch.testkit;

import java.time.Duration;

/** What happens to a call of S3, on purpose. */
public sealed interface Fault permits Suffering.Refused, Suffering.ReplyLost, Suffering.Repeated, Suffering.Delayed {
    /** The call is not made: S3's 503 {@code SlowDown}, as it comes out of the SDK when its retries are used up. */
    static Fault throttled() {
        return new Suffering.Refused(503, "SlowDown", "Please reduce your request rate.");
    }

    /** The call is not made: S3's 500 {@code InternalError}. */
    static Fault internalError() {
        return new Suffering.Refused(500, "InternalError", "We encountered an internal error. Please try again.");
    }

    /** The call is not made: S3's 403 {@code AccessDenied}. */
    static Fault denied() {
        return new Suffering.Refused(403, "AccessDenied", "Access Denied");
    }

    /** The call is made and takes effect, but its answer never arrives: the caller sees the connection fail. */
    static Fault replyLost() {
        return new Suffering.ReplyLost();
    }

    /** The call is made twice and the second answer is given: what the SDK's own retry makes of a lost reply. */
    static Fault repeated() {
        return new Suffering.Repeated();
    }

    /**
     * The call is made after a pause.
     *
     * @throws IllegalArgumentException if {@code pause} is negative
     */
    static Fault delayed(Duration pause) {
        return new Suffering.Delayed(pause);
    }
}
