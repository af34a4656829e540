package io.anabranch.runtime.task;

import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.shuffle.CombiningShuffleWriter;
import io.anabranch.runtime.shuffle.KeyHash;
import java.util.Arrays;

/**
 * What the record at hand adds to the groups of a channel, held back until the record has passed everywhere: an accumulator cannot be
 * taken apart again, and the aggregate that refuses a record may have taken in half of it.
 */
final class HeldGroups implements Revocable {
    /** Most that is held back of one record. */
    private static final int MOST = 1 << 16;

    private final HeldAccumulators accumulators;
    private final CombiningShuffleWriter<Held> writer;
    private final BytesOut keys = new BytesOut(256);
    private int[] keyEnds = new int[8];
    private Held[] held = new Held[8];
    private int count;
    private boolean lost;

    HeldGroups(HeldAccumulators accumulators, CombiningShuffleWriter<Held> writer) {
        this.accumulators = accumulators;
        this.writer = writer;
    }

    /** Where the key goes; one that was begun and not ended is forgotten. */
    BytesOut begin() {
        if (count == MOST) {
            lost = true;
            give();
        }
        keys.truncate(count == 0 ? 0 : keyEnds[count - 1]);
        return keys;
    }

    /** What was written since {@link #begin} is the key of {@code accumulator}. */
    void end(Held accumulator) {
        if (count == held.length) {
            keyEnds = Arrays.copyOf(keyEnds, 2 * count);
            held = Arrays.copyOf(held, 2 * count);
        }
        keyEnds[count] = keys.length();
        held[count++] = accumulator;
    }

    @Override
    public void mark() {
        give();
        lost = false;
    }

    @Override
    public boolean reset() {
        if (lost) {
            return false;
        }
        forget();
        return true;
    }

    private void give() {
        int from = 0;
        for (int i = 0; i < count; i++) {
            int length = keyEnds[i] - from;
            Held into = writer.accumulatorFor(KeyHash.hash(keys.array(), from, length), keys.array(), from, length);
            accumulators.combine(into, held[i]);
            writer.update(into);
            from = keyEnds[i];
        }
        forget();
    }

    private void forget() {
        Arrays.fill(held, 0, count, null);
        count = 0;
        keys.clear();
    }
}
