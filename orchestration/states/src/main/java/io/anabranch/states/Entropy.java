package io.anabranch.states;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Where what differs from run to run comes from: random numbers, UUIDs, the time. Implementations are thread-safe. */
public interface Entropy {
    /** A uniform double in [0, 1). */
    double nextDouble();

    /** A version 4 UUID in its usual text form. */
    String nextUuid();

    /** The time, as {@code $now()} and {@code $millis()} have it; the system's by default. */
    default Instant now() {
        return Instant.now();
    }

    /** The same numbers and UUIDs with the time of another clock, such as one that jumps. */
    static Entropy timed(Entropy source, Supplier<Instant> clock) {
        return new Entropy() {
            @Override
            public double nextDouble() {
                return source.nextDouble();
            }

            @Override
            public String nextUuid() {
                return source.nextUuid();
            }

            @Override
            public Instant now() {
                return clock.get();
            }
        };
    }

    /** Entropy that repeats itself under the same seed and the same order of calls. */
    static Entropy seeded(long seed) {
        return new Entropy() {
            private final SplittableRandom random = new SplittableRandom(seed);

            @Override
            public synchronized double nextDouble() {
                return random.nextDouble();
            }

            @Override
            public synchronized String nextUuid() {
                long high = (random.nextLong() & ~0xF000L) | 0x4000L;
                long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
                return new UUID(high, low).toString();
            }
        };
    }
}
