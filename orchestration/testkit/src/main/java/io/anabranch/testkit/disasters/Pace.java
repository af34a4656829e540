package io.anabranch.testkit.disasters;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long things take, in virtual time: mostly about as long as in AWS, now and then much longer.
 *
 * @param slow how likely a call is to take long, while there are troubles
 */
record Pace(double slow, Troubles troubles) {
    private static final long MICROS = 1_000;

    /** A call of S3: 5 to 100 ms, or up to a minute. */
    Duration ofCall(SplittableRandom random) {
        double fraction = random.nextDouble();
        if (fraction < slow && troubles.areGoing()) {
            return Duration.ofMillis(100 + random.nextInt(60_000));
        }
        return Duration.ofNanos((5_000 + random.nextInt(95_000)) * MICROS);
    }

    /** A call that hangs: up to 20 minutes, longer than a function may run. */
    Duration slow(SplittableRandom random) {
        return Duration.ofSeconds(random.nextInt(1200));
    }

    /** Until an invocation begins: a few milliseconds, or a cold start. */
    Duration ofStart(SplittableRandom random) {
        return Duration.ofMillis(random.nextInt(4) == 0 ? 200 + random.nextInt(3000) : 1 + random.nextInt(20));
    }
}
