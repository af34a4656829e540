package io.anabranch.runtime.flow;

import io.anabranch.Counter;
import java.util.concurrent.atomic.LongAdder;

/** A counter of one graph, which belongs to one task. */
final class FlowCounter implements Counter {
    private final FlowCounters all;
    private final LongAdder total = new LongAdder();
    private long marked;

    FlowCounter(FlowCounters all) {
        this.all = all;
    }

    @Override
    public void add(long amount) {
        if (!all.isPaused()) {
            total.add(amount);
        }
    }

    @Override
    public void increment() {
        add(1);
    }

    long total() {
        return total.sum();
    }

    void mark() {
        marked = total.sum();
    }

    void reset() {
        total.add(marked - total.sum());
    }
}
