package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.ObjectRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who reads what: cuts the key space of all packed objects of a shuffle into reducers of about equal size. Pure: the same inputs
 * give the same layout.
 *
 * <p>It sees the sizes that are really there, in steps of at most 1/{@value CoarseIndex#MAX_BOUNDARIES} of each object; inside a
 * step it takes keys as spread evenly over the boundaries that other objects have there ({@link KeyWeights}). A cut falls where
 * the reducer has its share, so small steps are put together and large ones divided. A single group is never divided: its reducer
 * shows up in {@link #skew}.
 */
public final class ShuffleLayout {
    private final ShuffleOrder order;
    private final List<Input> inputs;
    private final Bounds limits;
    private final List<KeyRange> ranges;

    private ShuffleLayout(ShuffleOrder order, List<Input> inputs, Bounds limits, List<KeyRange> ranges) {
        this.order = order;
        this.inputs = inputs;
        this.limits = limits;
        this.ranges = ranges;
    }

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
     * @param minReducers as many reducers, if there are keys enough, however small they get
     * @param maxReducers as many at most; they get more bytes each then
     * @param maxPairs (object, reducer) pairs beyond which {@link #mergeTasks} puts a merge level in between
     */
    public record Bounds(long targetBytes, int minReducers, int maxReducers, long maxPairs) {
        /** About where the GETs of all pairs cost more than reading and writing the data once more. */
        public static final long DEFAULT_MAX_PAIRS = 100_000;

        public Bounds {
            if (targetBytes <= 0 || minReducers <= 0 || maxReducers < minReducers || maxPairs <= 0) {
                throw new IllegalArgumentException("Invalid limits of a shuffle: " + targetBytes + " bytes, "
                        + minReducers + " to " + maxReducers + " reducers, " + maxPairs + " pairs");
            }
        }
    }

    /**
     * One task that reads of this shuffle.
     *
     * @param range its keys
     * @param segments what it fetches, in the order of the inputs
     * @param bytes sum of the segments' lengths
     * @param records of the segments, those of neighbours in their first and last blocks included: at most so many
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

    /** Lays out {@code inputs}, which are in the order of their tasks. No inputs: no reducers. */
    public static ShuffleLayout of(ShuffleOrder order, List<Input> inputs, Bounds limits) {
        List<Input> all = List.copyOf(inputs);
        if (all.isEmpty()) {
            return new ShuffleLayout(order, all, limits, List.of());
        }
        long bytes = 0;
        for (Input input : all) {
            bytes += input.index().bytes();
        }
        long wanted = (bytes + limits.targetBytes() - 1) / limits.targetBytes();
        int reducers = (int) Math.max(limits.minReducers(), Math.min(limits.maxReducers(), wanted));
        List<byte[]> cuts = new KeyWeights(order, all).cuts(reducers);
        List<KeyRange> ranges = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            ranges.add(KeyRange.of(i == 0 ? null : cuts.get(i - 1), i == cuts.size() ? null : cuts.get(i)));
        }
        return new ShuffleLayout(order, all, limits, List.copyOf(ranges));
    }

    /** Lays out {@code inputs} along ranges that are given, one reducer each, whatever their sizes. */
    public static ShuffleLayout along(ShuffleOrder order, List<Input> inputs, List<KeyRange> ranges) {
        Bounds limits = new Bounds(Long.MAX_VALUE, 1, Math.max(1, ranges.size()), Long.MAX_VALUE);
        return new ShuffleLayout(order, List.copyOf(inputs), limits, List.copyOf(ranges));
    }

    /** Number of reducers. Their keys ascend with their number. */
    public int reducers() {
        return ranges.size();
    }

    /** One reducer; computed on demand, since all of them together are objects x reducers segments. */
    public Reducer reducer(int number) {
        KeyRange range = ranges.get(number);
        List<Segment> segments = new ArrayList<>();
        long bytes = 0;
        long records = 0;
        for (Input input : inputs) {
            CoarseIndex index = input.index();
            int start = index.start(range);
            int end = index.end(range);
            if (start < end) {
                long length = index.offset(end) - index.offset(start);
                segments.add(new Segment(input.object(), index.offset(start), length, input.tag()));
                bytes += length;
                records += index.recordsBefore(end) - index.recordsBefore(start);
            }
        }
        return new Reducer(range, List.copyOf(segments), bytes, records);
    }

    /** Compares the reducers' bytes. */
    public Skew skew() {
        if (ranges.isEmpty()) {
            return new Skew(0, 0, -1);
        }
        long[] bytes = new long[ranges.size()];
        int largest = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes(ranges.get(i));
            largest = bytes[i] > bytes[largest] ? i : largest;
        }
        long most = bytes[largest];
        Arrays.sort(bytes);
        return new Skew(bytes[bytes.length / 2], most, largest);
    }

    /**
     * The tasks of a merge level, empty when none is needed. Each one merges its segments, which are of one tag, within its range
     * into one packed object with {@link PackedObjectWriter}; the layout of those objects, in the order of the tasks, is the
     * reducers' layout.
     *
     * <p>With M objects and R reducers a level of about sqrt(M) groups x sqrt(R) ranges makes of M x R requests about (M + R) x
     * (sqrt(M) + sqrt(R)).
     */
    public List<Reducer> mergeTasks() {
        if ((long) inputs.size() * ranges.size() <= limits.maxPairs()) {
            return List.of();
        }
        int group = (int) Math.ceil(Math.sqrt(inputs.size()));
        int columns = (int) Math.ceil(Math.sqrt(ranges.size()));
        List<Reducer> tasks = new ArrayList<>();
        for (int from = 0, to; from < inputs.size(); from = to) {
            to = from + 1;
            while (to < inputs.size()
                    && to - from < group
                    && inputs.get(to).tag() == inputs.get(from).tag()) {
                to++;
            }
            Bounds some = new Bounds(limits.targetBytes(), 1, columns, Long.MAX_VALUE);
            ShuffleLayout part = of(order, inputs.subList(from, to), some);
            for (int i = 0; i < part.reducers(); i++) {
                tasks.add(part.reducer(i));
            }
        }
        return List.copyOf(tasks);
    }

    private long bytes(KeyRange range) {
        long bytes = 0;
        for (Input input : inputs) {
            CoarseIndex index = input.index();
            bytes += Math.max(0, index.offset(index.end(range)) - index.offset(index.start(range)));
        }
        return bytes;
    }
}
