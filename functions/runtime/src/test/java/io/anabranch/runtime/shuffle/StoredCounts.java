package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;

/** Counts, which lie beside their keys. */
final class StoredCounts implements Accumulators<long[]> {
    @Override
    public long[] create() {
        return new long[1];
    }

    @Override
    public void combine(long[] into, long[] other) {
        into[0] += other[0];
    }

    @Override
    public void encode(long[] accumulator, BytesOut out) {
        out.writeVarLong(accumulator[0]);
    }

    @Override
    public long[] decode(BytesIn in) {
        return new long[] {in.readVarLong()};
    }

    @Override
    public long estimatedBytes(long[] accumulator) {
        return 24;
    }

    @Override
    public int storedBytes() {
        return 3;
    }

    @Override
    public void store(long[] accumulator, byte[] into, int at) {
        for (int i = 0; i < 3; i++) {
            into[at + i] = (byte) (accumulator[0] >>> (8 * i));
        }
    }

    @Override
    public void load(long[] accumulator, byte[] from, int at) {
        accumulator[0] = (from[at] & 0xFF) | ((from[at + 1] & 0xFF) << 8) | ((from[at + 2] & 0xFF) << 16);
    }
}
