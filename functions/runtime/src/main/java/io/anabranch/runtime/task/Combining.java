package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.shuffle.CombiningShuffleWriter;
import io.anabranch.runtime.shuffle.KeyHash;

/**
 * Aggregates before the shuffle. Where the table of keys has become large, records wait until several can be looked up side by side; only records that
 * cannot change, for aggregates that do not ask in which order they come, and only in a task that takes back no single record.
 */
final class Combining implements Emitter<Object>, Waiting {
    private final CombineSink sink;
    private final UserCode code;
    private final HeldAccumulators accumulators;
    private final CombiningShuffleWriter<Held> writer;
    private final boolean onlyKeys;
    private final boolean mayWait;
    private final WaitingRecords waiting;
    private final long[] hashes = new long[WaitingRecords.TOGETHER];

    /** @param one whether no record may wait for another */
    Combining(
            CombineSink sink,
            UserCode code,
            HeldAccumulators accumulators,
            CombiningShuffleWriter<Held> writer,
            RecordOffset place,
            boolean one) {
        this.sink = sink;
        this.code = code;
        this.accumulators = accumulators;
        this.writer = writer;
        this.onlyKeys = sink.aggregation().isEmpty();
        this.mayWait = !one && sink.aggregation().mayWait();
        this.waiting = new WaitingRecords(place, hashes.length);
    }

    @Override
    public void emit(Object value) {
        BytesOut keys = waiting.begin();
        int from = keys.length();
        code.encode(sink.keyCodec(), code.key(sink.key(), value), keys);
        long hash = KeyHash.hash(keys.array(), from, keys.length() - from);
        if (waiting.count() == 0 && !(mayWait && writer.isLarge())) {
            take(hash, value, from, keys.length());
            return;
        }
        hashes[waiting.count()] = hash;
        if (waiting.add(value)) {
            flush();
        }
    }

    @Override
    public void flush() {
        writer.expect(hashes, waiting.count());
        waiting.release((number, value, from, to) -> take(hashes[number], value, from, to));
    }

    private void take(long hash, Object value, int from, int to) {
        Held held = writer.accumulatorFor(hash, waiting.keys(), from, to - from);
        if (!onlyKeys) {
            accumulators.accumulate(held, value);
            writer.update(held);
        }
    }
}
