package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;

/** A key that was seen is all there is to know. */
final class NoAccumulators implements Accumulators<Boolean> {
    static final NoAccumulators INSTANCE = new NoAccumulators();

    private NoAccumulators() {}

    @Override
    public Boolean create() {
        return Boolean.TRUE;
    }

    @Override
    public void combine(Boolean into, Boolean other) {}

    @Override
    public void encode(Boolean accumulator, BytesOut out) {}

    @Override
    public Boolean decode(BytesIn in) {
        return Boolean.TRUE;
    }

    @Override
    public long estimatedBytes(Boolean accumulator) {
        return 0;
    }
}
