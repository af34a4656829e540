package io.anabranch.runtime.flow;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What must have been written before the steps on a path can run.
 *
 * @param awaited channels that must be complete
 * @param whole those among them that are also read as a whole
 */
record Need(SortedSet<Integer> awaited, SortedSet<Integer> whole) {
    static final Need NOTHING = new Need(new TreeSet<>(), new TreeSet<>());

    Need {
        awaited = Collections.unmodifiableSortedSet(awaited);
        whole = Collections.unmodifiableSortedSet(whole);
    }

    Need reading(Collection<Integer> channels) {
        return new Need(union(awaited, channels), union(whole, channels));
    }

    Need awaiting(Collection<Integer> channels) {
        return new Need(union(awaited, channels), whole);
    }

    static int compare(SortedSet<Integer> left, SortedSet<Integer> right) {
        Iterator<Integer> others = right.iterator();
        for (int each : left) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = Integer.compare(each, others.next());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static SortedSet<Integer> union(SortedSet<Integer> some, Collection<Integer> more) {
        SortedSet<Integer> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }
}
