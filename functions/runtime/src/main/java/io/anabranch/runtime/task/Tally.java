package io.anabranch.runtime.task;

/** What became of records between sources and sinks. One per attempt, used by one thread. */
final class Tally {
    long filtered;
    long expanded;
    long combined;

    /** {@code in} records became {@code out} records of the same kind: each of them is one, more, or none. */
    void changed(long in, long out) {
        if (out < in) {
            filtered += in - out;
        } else {
            expanded += out - in;
        }
    }

    /** {@code in} records were drawn together into {@code out}. */
    void drawnTogether(long in, long out) {
        if (out < in) {
            combined += in - out;
        } else {
            expanded += out - in;
        }
    }
}
