package io.anabranch.runtime.storage;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a call is tried, and how long to wait before the next try: a time that is cut at random between nothing and a bound, which
 * doubles with each failure up to a limit ("full jitter"). So a thousand tasks that were throttled together do not come back together.
 *
 * <p>These tries come after the SDK's own retries of a request, so they are few.
 *
 * @param tries calls in all, 1 or more
 * @param first bound of the first pause
 * @param longest bound of any pause
 * @param sleeper what waiting is
 * @param chance where in the bound; asked by several threads
 */
public record Backoff(int tries, Duration first, Duration longest, Sleeper sleeper, RandomGenerator chance) {
    private static final int TRIES = 5;
    private static final Duration FIRST = Duration.ofMillis(200);

    /** S3 wants seconds of rest while it scales a prefix (S3 User Guide, "Best practices design patterns"). */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Waits. A simulation has another one than the threads of this machine. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    public Backoff {
        if (tries < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "Invalid back-off: " + tries + " tries, pauses of " + first + " to " + longest);
        }
    }

    /** Five tries, with pauses of at most 0.2, 0.4, 0.8 and 1.6 seconds. */
    public static Backoff standard(Sleeper sleeper, RandomGenerator chance) {
        return new Backoff(TRIES, FIRST, LONGEST, sleeper, chance);
    }

    /** The pause after {@code failures} failures in a row. */
    Duration pause(int failures) {
        long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
        return Duration.ofMillis(chance.nextLong(bound + 1));
    }

    /**
     * Waits before the next try.
     *
     * @throws InterruptedException if this thread is told to stop
     */
    void await(int failures) throws InterruptedException {
        sleeper.sleep(pause(failures));
    }
}
