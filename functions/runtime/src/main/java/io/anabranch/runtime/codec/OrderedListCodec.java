package io.anabranch.runtime.codec;

import java.util.ArrayList;
import java.util.Collection;

/** Each element behind a 1, the end is 0: a list comes before those that begin with it. */
record OrderedListCodec(Codec<Object> element) implements Codec<Collection<?>> {
    @Override
    public void write(Collection<?> value, BytesOut out) {
        for (Object each : value) {
            out.writeByte(1);
            element.write(each, out);
        }
        out.writeByte(0);
    }

    @Override
    public Collection<?> read(BytesIn in) {
        ArrayList<Object> list = new ArrayList<>();
        while (in.readByte() != 0) {
            list.add(element.read(in));
        }
        return list;
    }
}
