package io.anabranch.runtime.storage;

import io.anabranch.error.CloudException;
import io.anabranch.error.TransientException;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Calls S3: tries again what may pass, and says in our words what does not. */
record Calls(S3Client s3, Backoff backoff) {

    /**
     * Makes a call, as often as it takes.
     *
     * @throws io.anabranch.error.DeniedException at once if S3 will not
     * @throws io.anabranch.error.GoneException at once if what is asked for is not there
     * @throws TransientException if no try succeeded
     */
    <T> T make(Operation operation, S3Uri uri, Function<S3Client, T> call) {
        for (int failures = 1; ; failures++) {
            try {
                return call.apply(s3);
            } catch (SdkException e) {
                CloudException failure = Failures.of(operation, uri, e);
                if (!(failure instanceof TransientException) || e instanceof AbortedException) {
                    throw failure;
                }
                if (failures >= backoff.tries()) {
                    throw Failures.passing(operation, uri, Failures.reason(e) + ", " + failures + " times in a row", e);
                }
                await(operation, uri, failures);
            }
        }
    }

    /**
     * Waits before the next try.
     *
     * @throws TransientException if this thread is told to stop
     */
    void await(Operation operation, S3Uri uri, int failures) {
        try {
            backoff.await(failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.passing(operation, uri, "this thread was told to stop", e);
        }
    }
}
