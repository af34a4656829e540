package io.anabranch.runtime.task;

/** The accumulator of a key in a task's table. An aggregation may replace it; the table keeps this. */
final class Held {
    Object value;
    /** Records and accumulators taken in so far. */
    int updates;
    /** What it takes on the heap, as last measured. */
    int bytes;

    Held(Object value) {
        this.value = value;
    }
}
