package io.anabranch.runtime.codec;

import java.util.ArrayList;
import java.util.Collection;

/** The number of elements, and the elements. Reads an {@link ArrayList}. */
record ListCodec(Codec<Object> element) implements Codec<Collection<?>> {
    @Override
    public void write(Collection<?> value, BytesOut out) {
        out.writeVarLong(value.size());
        for (Object each : value) {
            element.write(each, out);
        }
    }

    @Override
    public Collection<?> read(BytesIn in) {
        int size = (int) in.readVarLong();
        ArrayList<Object> list = new ArrayList<>(Math.min(size, in.remaining()));
        for (int i = 0; i < size; i++) {
            list.add(element.read(in));
        }
        return list;
    }
}
