package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.ObjectRef;
import java.util.List;

/**
 * Who reads what: cuts the key space of all packed objects of a shuffle into reducers of about equal size. Pure: the same inputs
 * give the same layout.
 */
public final class ShuffleLayout {
    private ShuffleLayout() {}

    /**
     * One packed object.
     *
     * @param tag side of a join it belongs to, else 0
     */
    public record Input(ObjectRef object, CoarseIndex index, int tag) {}

    /**
     * How much a reducer should get.
     *
     * @param targetBytes compressed bytes of a reducer
     * @param minReducers as many reducers at least, if there are keys enough
     * @param maxReducers as many at most; they get more bytes each then
     * @param maxPairs (object, reducer) pairs beyond which {@link #mergeTasks} puts a merge level in between
     */
    public record Limits(long targetBytes, int minReducers, int maxReducers, long maxPairs) {
        /** Quota of nothing: where a merge level gets cheaper than GETs of a few KiB each. */
        public static final long DEFAULT_MAX_PAIRS = 100_000;

        public Limits {
            if (targetBytes <= 0 || minReducers <= 0 || maxReducers < minReducers || maxPairs <= 0) {
                throw new IllegalArgumentException("Invalid limits of a shuffle: " + targetBytes + " bytes, " + minReducers
                        + " to " + maxReducers + " reducers, " + maxPairs + " pairs");
            }
        }
    }

    /**
     * One task that reads of this shuffle.
     *
     * @param range its keys
     * @param segments what it fetches, in the order of the inputs; never empty
     * @param bytes sum of the segments' lengths
     * @param records estimate of the records in its range
     */
    public record Reducer(KeyRange range, List<Segment> segments, long bytes, long records) {}

    /**
     * How even the layout is.
     *
     * @param medianBytes of a reducer
     * @param largestBytes of a reducer
     * @param largest the reducer that has them, or -1 when there is none
     */
    public record Skew(long medianBytes, long largestBytes, int largest) {}

    /** Lays out {@code inputs}, which are in the order of their tasks. No records: no reducers. */
    public static ShuffleLayout of(ShuffleOrder order, List<Input> inputs, Limits limits) {
        throw new UnsupportedOperationException("signature only");
    }

    /** Number of reducers. Their keys ascend with their number. */
    public int reducers() {
        throw new UnsupportedOperationException("signature only");
    }

    /** One reducer; computed on demand, since all of them together are objects x reducers segments. */
    public Reducer reducer(int number) {
        throw new UnsupportedOperationException("signature only");
    }

    public Skew skew() {
        throw new UnsupportedOperationException("signature only");
    }

    /**
     * The tasks of a merge level, empty when none is needed. Each one merges its segments within its range into one packed object
     * with {@link PackedObjectWriter}; the layout of those objects, in the order of the tasks, is the reducers' layout.
     */
    public List<Reducer> mergeTasks() {
        throw new UnsupportedOperationException("signature only");
    }
}
