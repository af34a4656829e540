package io.anabranch.runtime.graph;

import java.util.SortedMap;
import java.util.TreeMap;

/** The counters that a pipeline has named, each of one graph and so of one task. */
public interface Counters {
    /** Of a pipeline that counts nothing. */
    Counters NONE = new Counters() {
        @Override
        public SortedMap<String, Long> totals() {
            return new TreeMap<>();
        }

        @Override
        public void mark() {}

        @Override
        public void reset() {}

        @Override
        public boolean pause(boolean paused) {
            return false;
        }
    };

    /** What has been counted so far, by name. */
    SortedMap<String, Long> totals();

    /** Remembers what has been counted so far. */
    void mark();

    /** Forgets what has been counted since the last {@link #mark}. */
    void reset();

    /**
     * Counts nothing from now on, or counts again.
     *
     * @return what it was before
     */
    boolean pause(boolean paused);
}
