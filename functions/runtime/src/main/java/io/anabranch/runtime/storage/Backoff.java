package io.anabranch.runtime.storage;

import io.anabranch.error.CloudException;
import io.anabranch.error.Where;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before an interrupted read goes on. These come after the SDK's own retries of a request, so they are
 * few.
 *
 * @param attempts failures in a row after which reading gives up
 * @param firstMillis longest first pause; doubled each time, and cut at random
 */
record Backoff(int attempts, int firstMillis) {
    static final Backoff STANDARD = new Backoff(5, 100);

    /** Waits before attempt {@code failures + 1}. */
    void pause(int failures) {
        long longest = (long) firstMillis << Math.min(failures - 1, 6);
        if (longest == 0) {
            return;
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudException("Cannot read on: this thread was told to stop", Where.UNKNOWN, e);
        }
    }
}
