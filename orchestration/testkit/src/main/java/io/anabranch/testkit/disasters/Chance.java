package io.anabranch.testkit.disasters;

import java.util.SplittableRandom;

/**
 * Chance that follows from a seed and the name of what is decided, not from the order of the questions: one decision that is left out
 * leaves all others as they were.
 */
record Chance(long seed) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Numbers for a thing of this name: always the same ones. */
    SplittableRandom of(String name) {
        return new SplittableRandom(hash(name));
    }

    /** A number in [0, 1) for a thing of this name. */
    double fraction(String name) {
        return (hash(name) >>> 11) * 0x1.0p-53;
    }

    private long hash(String name) {
        long hash = FNV_OFFSET ^ seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        // Finalizer of SplitMix64: names that differ in the last character only differ everywhere.
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
