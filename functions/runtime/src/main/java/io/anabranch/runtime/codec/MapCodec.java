package io.anabranch.runtime.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of entries, and the entries in the order of their encodings, so that equal maps are equally encoded. Reads a
 * {@link LinkedHashMap} in this order, or a {@link TreeMap}.
 */
record MapCodec(Codec<Object> key, Codec<Object> element, boolean sorted) implements Codec<Map<?, ?>> {
    @Override
    public void write(Map<?, ?> value, BytesOut out) {
        out.writeVarLong(value.size());
        SortedParts parts = new SortedParts(value.size());
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            BytesOut part = parts.next();
            key.write(entry.getKey(), part);
            element.write(entry.getValue(), part);
        }
        parts.writeTo(out);
    }

    @Override
    public Map<?, ?> read(BytesIn in) {
        Map<Object, Object> map = sorted ? new TreeMap<>() : new LinkedHashMap<>();
        for (long left = in.readVarLong(); left > 0; left--) {
            Object each = key.read(in);
            map.put(each, element.read(in));
        }
        return map;
    }
}
