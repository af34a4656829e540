package io.anabranch.runtime.flow;

import io.anabranch.internal.Top;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import java.util.PriorityQueue;

/** The heap of a {@link Top}: its size and its values. */
record TopCodec(Top<Object, ?> top, Codec<Object> value) implements Codec<Object> {
    @Override
    public void write(Object heap, BytesOut out) {
        PriorityQueue<?> values = (PriorityQueue<?>) heap;
        out.writeVarLong(values.size());
        for (Object each : values) {
            value.write(each, out);
        }
    }

    @Override
    public Object read(BytesIn in) {
        PriorityQueue<Object> heap = top.create();
        for (long left = in.readVarLong(); left > 0; left--) {
            heap.add(value.read(in));
        }
        return heap;
    }
}
