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

    private final UserCode code;
    private final Aggregation aggregation;
    private final int fixedBytes;
    private final BytesOut measure = new BytesOut(256);

    HeldAccumulators(UserCode code, Aggregation aggregation) {
        this.code = code;
        this.aggregation = aggregation;
        this.fixedBytes = BASE_BYTES + AGGREGATE_BYTES * aggregation.size();
    }

    /** Takes a record in. */
    void accumulate(Held into, Object record) {
        into.value = code.accumulate(aggregation, into.value, record);
        into.updates++;
    }

    @Override
    public Held create() {
        return new Held(code.create(aggregation));
    }

    @Override
    public void combine(Held into, Held other) {
        into.value = code.combine(aggregation, into.value, other.value);
        into.updates++;
    }

    @Override
    public void encode(Held accumulator, BytesOut out) {
        code.encode(aggregation, accumulator.value, out);
    }

    @Override
    public Held decode(BytesIn in) {
        return new Held(code.decode(aggregation, in));
    }

    @Override
    public boolean grows() {
        return aggregation.grows();
    }

    @Override
    public long estimatedBytes(Held accumulator) {
        return fixedBytes;
    }

    /** Measured whenever the number of updates is a power of two. */
    @Override
    public long growth(Held accumulator) {
        int updates = accumulator.updates;
        if ((updates & (updates - 1)) != 0) {
            return 0;
        }
        measure.clear();
        code.encode(aggregation, accumulator.value, measure);
        int before = accumulator.bytes;
        accumulator.bytes = measure.length() * BYTES_PER_ENCODED_BYTE;
        return (long) accumulator.bytes - before;
    }

    @Override
    public int storedBytes() {
        return aggregation.storedBytes();
    }

    @Override
    public void store(Held accumulator, byte[] into, int at) {
        aggregation.store(accumulator.value, into, at);
    }

    @Override
    public void load(Held accumulator, byte[] from, int at) {
        aggregation.load(accumulator.value, from, at);
    }
}
