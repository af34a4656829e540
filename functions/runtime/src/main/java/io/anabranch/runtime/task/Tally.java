package io.anabranch.runtime.task;

/** What became of records between sources and sinks. One per attempt, used by one thread. */
final class Tally {
    long filtered;
    long expanded;
    long combined;
    private long markedFiltered;
    private long markedExpanded;
    private long markedCombined;

    /** Remembers the counts. */
    void mark() {
        markedFiltered = filtered;
        markedExpanded = expanded;
        markedCombined = combined;
    }

    /** Forgets what was counted since the last {@link #mark}. */
    void reset() {
        filtered = markedFiltered;
        expanded = markedExpanded;
        combined = markedCombined;
    }

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
