package io.anabranch.runtime.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 0 is null, n + 1 is followed by n keys with their values in the order of the keys' encodings, so that equal maps are equally encoded. Reads a
 * {@link LinkedHashMap} in this order, or a {@link TreeMap}.
 */
record MapCodec(Codec<Object> key, Codec<Object> element, boolean sorted) implements Codec<@Nullable Map<?, ?>> {
    @Override
    public void write(@Nullable Map<?, ?> value, BytesOut out) {
        if (value == null) {
            out.writeByte(0);
            return;
        }
        out.writeVarLong(value.size() + 1L);
        SortedParts parts = new SortedParts(value.size());
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            BytesOut part = parts.next();
            key.write(entry.getKey(), part);
            element.write(entry.getValue(), part);
        }
        parts.writeTo(out);
    }

    @Override
    public @Nullable Map<?, ?> read(BytesIn in) {
        int size = (int) (in.readVarLong() - 1);
        if (size < 0) {
            return null;
        }
        Map<Object, Object> map = sorted ? new TreeMap<>() : new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Object each = key.read(in);
            map.put(each, element.read(in));
        }
        return map;
    }
}
