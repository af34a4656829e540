package io.anabranch.runtime.task;

import io.anabranch.runtime.graph.Counters;

/**
 * Takes back all that a refused record did before it was refused, in every step that it came to: what it has added to outputs and
 * groups, what was counted of it, and the user's counters. Only of runs that allow dead letters: the others fail with the record.
 */
final class Undo implements Revocable {
    private final Outputs outputs;
    private final Tally tally;
    private final Counters counters;

    Undo(Outputs outputs, Tally tally, Counters counters) {
        this.outputs = outputs;
        this.tally = tally;
        this.counters = counters;
    }

    @Override
    public void mark() {
        outputs.mark();
        tally.mark();
        counters.mark();
    }

    @Override
    public boolean reset() {
        if (!outputs.reset()) {
            return false;
        }
        tally.reset();
        counters.reset();
        return true;
    }
}
