package io.anabranch.runtime.flow;

import io.anabranch.runtime.graph.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The counters of a flow, made when they are first named. */
final class FlowCounters implements Counters {
    private final SortedMap<String, FlowCounter> byName = new TreeMap<>();
    /** The same, to be walked through for each record without an iterator. */
    private final List<FlowCounter> all = new ArrayList<>();

    private boolean paused;

    FlowCounter of(String name) {
        return byName.computeIfAbsent(name, key -> {
            FlowCounter counter = new FlowCounter(this);
            all.add(counter);
            return counter;
        });
    }

    @Override
    public SortedMap<String, Long> totals() {
        SortedMap<String, Long> totals = new TreeMap<>();
        byName.forEach((name, counter) -> totals.put(name, counter.total()));
        return totals;
    }

    @Override
    public void mark() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).mark();
        }
    }

    @Override
    public void reset() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).reset();
        }
    }

    @Override
    public boolean pause(boolean pausing) {
        boolean before = paused;
        paused = pausing;
        return before;
    }

    boolean isPaused() {
        return paused;
    }
}
