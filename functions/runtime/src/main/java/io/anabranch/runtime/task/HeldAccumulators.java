package io.anabranch.runtime.task;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.shuffle.Accumulators;

/** An {@link Aggregation} as the shuffle's table wants it. One per attempt, used by one thread. */
final class HeldAccumulators implements Accumulators<Held> {
    /** A {@link Held} (24), its entry, and for each aggregate an element of an array and a small object. */
    private static final int BASE_BYTES = 32;

    private static final int AGGREGATE_BYTES = 40;
    /** Encoded bytes to heap, roughly: a decoded value has headers and references. */
    private static final int BYTES_PER_ENCODED_BYTE = 4;

    private final String step;
    private final Aggregation aggregation;
    private final int fixedBytes;
    private final BytesOut measure = new BytesOut(256);

    HeldAccumulators(String step, Aggregation aggregation) {
        this.step = step;
        this.aggregation = aggregation;
        this.fixedBytes = BASE_BYTES + AGGREGATE_BYTES * aggregation.size();
    }

    /** Takes a record in. */
    void accumulate(Held into, Object record) {
        try {
            into.value = aggregation.accumulate(into.value, record);
            into.updates++;
        } catch (Exception e) {
            throw UserCode.failure(step, e);
        }
    }

    @Override
    public Held create() {
        try {
            return new Held(aggregation.create());
        } catch (Exception e) {
            throw UserCode.failure(step, e);
        }
    }

    @Override
    public void combine(Held into, Held other) {
        try {
            into.value = aggregation.combine(into.value, other.value);
            into.updates++;
        } catch (Exception e) {
            throw UserCode.failure(step, e);
        }
    }

    @Override
    public void encode(Held accumulator, BytesOut out) {
        aggregation.write(accumulator.value, out);
    }

    @Override
    public Held decode(BytesIn in) {
        return new Held(aggregation.read(in));
    }

    @Override
    public boolean grows() {
        return aggregation.grows();
    }

    /**
     * Measured whenever the number of updates is a power of two: constant time on average. One that nothing was added to is not: it may
     * have no encoding.
     */
    @Override
    public long estimatedBytes(Held accumulator) {
        if (!aggregation.grows()) {
            return fixedBytes;
        }
        int updates = accumulator.updates;
        if (updates > 0 && (updates & (updates - 1)) == 0) {
            measure.clear();
            aggregation.write(accumulator.value, measure);
            accumulator.bytes = measure.length() * BYTES_PER_ENCODED_BYTE;
        }
        return (long) fixedBytes + accumulator.bytes;
    }
}
