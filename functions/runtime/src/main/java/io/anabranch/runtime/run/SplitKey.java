package io.anabranch.runtime.run;

import java.util.Comparator;

/**
 * Which split of a stage it is, whatever is known about it. Sorted by read, object and place.
 *
 * @param object address of the object
 */
public record SplitKey(int read, String object, long start, long end) implements Comparable<SplitKey> {
    private static final Comparator<SplitKey> ORDER = Comparator.comparingInt(SplitKey::read)
            .thenComparing(SplitKey::object)
            .thenComparingLong(SplitKey::start)
            .thenComparingLong(SplitKey::end);

    public static SplitKey of(TaskSplit split) {
        return new SplitKey(split.read(), split.object().uri().toString(), split.start(), split.end());
    }

    @Override
    public int compareTo(SplitKey other) {
        return ORDER.compare(this, other);
    }
}
