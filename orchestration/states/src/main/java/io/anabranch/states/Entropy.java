package io.anabranch.states;

import java.util.SplittableRandom;
import java.util.UUID;

/** Where random numbers and UUIDs come from, so that a seed replays a run. Implementations are thread-safe. */
public interface Entropy {
    /** A uniform double in [0, 1). */
    double nextDouble();

    /** A version 4 UUID in its usual text form. */
    String nextUuid();

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
