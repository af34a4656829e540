package io.anabranch.runtime.task;

/** The accumulator of a key in a task's table. An aggregation may replace it; the table keeps this. */
final class Held {
    Object value;
    /** Records and accumulators taken in so far; negative if it was measured since the last of them. */
    int updates;
    /** What it takes on the heap, as last measured. */
    int bytes;

    Held(Object value) {
        this.value = value;
    }
}
