package io.anabranch.runtime.shuffle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many bytes lie between which keys. The keys are the boundaries of all indexes, sorted; the bytes of a step of an index are
 * spread evenly over the keys that lie within, or put on its one key when it is inside a group.
 */
final class KeyWeights {
    private static final Comparator<byte[]> UNSIGNED = Arrays::compareUnsigned;

    /** Keys in all; with more objects, fewer of each. */
    private static final int MAX_KEYS = 1 << 18;

    /** Hashes are spread evenly, so these may be taken for boundaries where there are few. */
    private static final int HASH_KEYS = 4096;

    private final byte[][] keys;
    private final double[] weights;
    private final double total;

    KeyWeights(ShuffleOrder order, List<ShuffleLayout.Input> inputs) {
        keys = keys(order, inputs);
        double[] slopes = new double[keys.length + 1];
        double[] points = new double[keys.length];
        double sum = 0;
        for (ShuffleLayout.Input input : inputs) {
            CoarseIndex index = input.index();
            sum += index.bytes();
            int stride = stride(index, inputs.size());
            for (int i = 0; i < index.steps(); i += stride) {
                int next = Math.min(index.steps(), i + stride);
                spread(index, i, next, slopes, points);
            }
        }
        double running = 0;
        for (int i = 0; i < keys.length; i++) {
            running += slopes[i];
            points[i] += running;
        }
        weights = points;
        total = sum;
    }

    /** Up to {@code reducers - 1} cuts, ascending, so that the bytes between them are about equal and none is empty. */
    List<byte[]> cuts(int reducers) {
        List<byte[]> cuts = new ArrayList<>();
        double left = total;
        double share = 0;
        for (int i = 0; i < keys.length && cuts.size() < reducers - 1; i++) {
            double ideal = left / (reducers - cuts.size());
            if (share >= 1 && share + weights[i] / 2 >= ideal && left - share >= 1) {
                cuts.add(keys[i]);
                left -= share;
                share = 0;
            }
            share += weights[i];
        }
        return cuts;
    }

    private void spread(CoarseIndex index, int from, int to, double[] slopes, double[] points) {
        double bytes = index.offset(to) - index.offset(from);
        int first = rank(index.low(from));
        int last = Math.max(first, rank(index.low(to)));
        if (last == first) {
            points[Math.min(first, points.length - 1)] += bytes;
            return;
        }
        slopes[first] += bytes / (last - first);
        slopes[last] -= bytes / (last - first);
    }

    /** The place of the first key that is not smaller. */
    private int rank(byte[] key) {
        int found = Arrays.binarySearch(keys, key, UNSIGNED);
        return found >= 0 ? found : -found - 1;
    }

    private static byte[][] keys(ShuffleOrder order, List<ShuffleLayout.Input> inputs) {
        List<byte[]> all = new ArrayList<>();
        for (ShuffleLayout.Input input : inputs) {
            CoarseIndex index = input.index();
            int stride = stride(index, inputs.size());
            for (int i = 0; i < index.steps(); i += stride) {
                add(index, i, all);
            }
            add(index, index.steps(), all);
        }
        if (order == ShuffleOrder.HASH) {
            for (int i = 1; i < HASH_KEYS; i++) {
                byte[] hash = new byte[4];
                BlockFormat.writeInt(hash, 0, i << 20);
                all.add(hash);
            }
        }
        byte[][] sorted = all.toArray(new byte[0][]);
        Arrays.sort(sorted, UNSIGNED);
        int count = 0;
        for (byte[] key : sorted) {
            if (count == 0 || !Arrays.equals(sorted[count - 1], key)) {
                sorted[count++] = key;
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private static void add(CoarseIndex index, int boundary, List<byte[]> keys) {
        keys.add(index.low(boundary));
        byte[] high = index.high(boundary);
        if (high != null) {
            keys.add(high);
        }
    }

    private static int stride(CoarseIndex index, int inputs) {
        int most = Math.max(8, MAX_KEYS / inputs);
        return (index.steps() + most - 1) / most;
    }
}
