package io.anabranch.embedded.files;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times of modification in nanoseconds that never repeat: the wall clock, then a counter where the clock stands still, with the
 * digits below the clock's microseconds taken by chance so that two processes do not meet.
 */
public final class WriteClock {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public WriteClock(Clock clock) {
        this.clock = clock;
    }

    public long next() {
        Instant now = clock.instant();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond())
                + now.getNano() / 1000 * 1000L
                + ThreadLocalRandom.current().nextInt(1000);
        return last.updateAndGet(previous -> Math.max(previous + 1, nanos));
    }
}
