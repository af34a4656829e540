package io.anabranch.states.semantics;

import io.anabranch.states.StatesError;
import org.jspecify.annotations.Nullable;

/**
 * How many items may fail. Without either threshold none may; with both, passing either fails the run.
 *
 * @param count null when the definition does not say
 * @param percentage of all items; null when the definition does not say
 */
public record Tolerance(@Nullable Long count, @Nullable Double percentage) {
    /**
     * @param total how many items there are; negative while that is not known, when only the count can be passed
     */
    public boolean exceeded(long failed, long total) {
        if (failed == 0) {
            return false;
        }
        if (!named()) {
            return true;
        }
        if (count != null && failed > count) {
            return true;
        }
        return percentage != null && total > 0 && failed * 100.0 / total > percentage;
    }

    /** How a Map fails whose tolerance is exceeded. */
    public StatesError failure() {
        return new StatesError(
                StatesError.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                "The specified tolerated failure threshold was exceeded");
    }

    /** Whether the definition names a threshold at all. */
    public boolean named() {
        return count != null || percentage != null;
    }
}
