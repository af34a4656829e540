package io.anabranch.runtime.codec;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** 0 is null, n + 1 is followed by n elements. Reads an {@link ArrayList}. */
record ListCodec(Codec<Object> element) implements Codec<@Nullable Collection<?>> {
    @Override
    public void write(@Nullable Collection<?> value, BytesOut out) {
        if (value == null) {
            out.writeByte(0);
            return;
        }
        out.writeVarLong(value.size() + 1L);
        for (Object each : value) {
            element.write(each, out);
        }
    }

    @Override
    public @Nullable Collection<?> read(BytesIn in) {
        int size = (int) (in.readVarLong() - 1);
        if (size < 0) {
            return null;
        }
        ArrayList<Object> list = new ArrayList<>(Math.min(size, in.remaining()));
        for (int i = 0; i < size; i++) {
            list.add(element.read(in));
        }
        return list;
    }
}
