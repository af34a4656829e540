package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.CombineSink;
import io.anabranch.runtime.shuffle.CombiningShuffleWriter;
import io.anabranch.runtime.shuffle.KeyHash;
import java.util.Arrays;

/**
 * Aggregates before the shuffle. Where the table of keys has become large, records wait until several can be looked up side by side; only records that
 * cannot change, for aggregates that do not ask in which order they come, and only in a task that takes back no single record.
 */
final class Combining implements Emitter<Object>, Waiting {
    private final CombineSink sink;
    private final UserCode code;
    private final HeldAccumulators accumulators;
    private final CombiningShuffleWriter<Held> writer;
    private final RecordOffset place;
    private final boolean onlyKeys;
    private final boolean mayWait;
    private final BytesOut keys = new BytesOut(256);
    private final Object[] waiting = new Object[TOGETHER];
    private final long[] offsets = new long[TOGETHER];
    private final int[] keyEnds = new int[TOGETHER];
    private final long[] hashes = new long[TOGETHER];
    private int count;

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
        this.place = place;
        this.onlyKeys = sink.aggregation().isEmpty();
        this.mayWait = !one && sink.aggregation().mayWait();
    }

    @Override
    public void emit(Object value) {
        if (count == 0) {
            keys.clear();
        }
        int from = keys.length();
        code.encode(sink.keyCodec(), code.key(sink.key(), value), keys);
        long hash = KeyHash.hash(keys.array(), from, keys.length() - from);
        if (count == 0 && !(mayWait && writer.isLarge())) {
            take(hash, from, keys.length(), value);
            return;
        }
        hashes[count] = hash;
        keyEnds[count] = keys.length();
        offsets[count] = place.offset();
        waiting[count] = value;
        if (++count == TOGETHER) {
            flush();
        }
    }

    @Override
    public void flush() {
        int full = count;
        count = 0;
        long here = place.waited();
        writer.expect(hashes, full);
        int from = 0;
        for (int i = 0; i < full; i++) {
            place.goTo(offsets[i]);
            take(hashes[i], from, keyEnds[i], waiting[i]);
            from = keyEnds[i];
        }
        place.goTo(here);
        Arrays.fill(waiting, null);
    }

    private void take(long hash, int from, int to, Object value) {
        Held held = writer.accumulatorFor(hash, keys.array(), from, to - from);
        if (!onlyKeys) {
            accumulators.accumulate(held, value);
            writer.update();
        }
    }
}
