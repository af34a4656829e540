package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import java.util.IdentityHashMap;

/** Strings together what it is given: order shows, and it grows. */
final class TextAccumulators implements Accumulators<StringBuilder> {
    private final IdentityHashMap<StringBuilder, Long> counted = new IdentityHashMap<>();

    @Override
    public StringBuilder create() {
        return new StringBuilder();
    }

    @Override
    public void combine(StringBuilder into, StringBuilder other) {
        into.append(other);
    }

    @Override
    public void encode(StringBuilder accumulator, BytesOut out) {
        for (int i = 0; i < accumulator.length(); i++) {
            out.writeByte(accumulator.charAt(i));
        }
    }

    @Override
    public StringBuilder decode(BytesIn in) {
        StringBuilder read = new StringBuilder();
        while (in.remaining() > 0) {
            read.append((char) in.readByte());
        }
        return read;
    }

    @Override
    public long estimatedBytes(StringBuilder accumulator) {
        return 64L + accumulator.capacity();
    }

    @Override
    public boolean grows() {
        return true;
    }

    @Override
    public long growth(StringBuilder accumulator) {
        long now = estimatedBytes(accumulator);
        Long before = counted.put(accumulator, now);
        return before == null ? now - estimatedBytes(new StringBuilder()) : now - before;
    }
}
