package io.anabranch.runtime.codec;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The number of entries, and the entries in the order of their encodings, so that equal maps are equally encoded; before them, of a sorted map,
 * its order. Reads a {@link LinkedHashMap} in the order of the encodings, or a {@link TreeMap}.
 *
 * @param sorted type of the keys of a sorted map; null for any other
 */
record MapCodec(
        Codec<Object> key, Codec<Object> element, @Nullable Type sorted) implements Codec<Map<?, ?>> {
    @Override
    public void write(Map<?, ?> value, BytesOut out) {
        if (sorted != null) {
            SortedBy.write(((SortedMap<?, ?>) value).comparator(), out);
        }
        out.writeVarLong(value.size());
        SortedParts parts = new SortedParts(value.size());
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            BytesOut part = parts.next();
            key.write(entry.getKey(), part);
            parts.endName();
            element.write(entry.getValue(), part);
        }
        parts.writeTo(out);
    }

    @Override
    public Map<?, ?> read(BytesIn in) {
        Map<Object, Object> map = sorted != null ? new TreeMap<>(SortedBy.read(in, sorted)) : new LinkedHashMap<>();
        long size = in.readVarLong();
        for (long left = size; left > 0; left--) {
            Object each = key.read(in);
            map.put(each, element.read(in));
        }
        if (map.size() < size) {
            throw SortedParts.taken("a map");
        }
        return map;
    }
}
