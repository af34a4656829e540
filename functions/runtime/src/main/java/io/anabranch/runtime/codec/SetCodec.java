package io.anabranch.runtime.codec;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The number of elements, and the elements in the order of their encodings, so that equal sets are equally encoded. Reads a
 * {@link LinkedHashSet} in this order, or a {@link TreeSet}.
 */
record SetCodec(Codec<Object> element, boolean sorted) implements Codec<Set<?>> {
    @Override
    public void write(Set<?> value, BytesOut out) {
        out.writeVarLong(value.size());
        SortedParts parts = new SortedParts(value.size());
        for (Object each : value) {
            element.write(each, parts.next());
        }
        parts.writeTo(out);
    }

    @Override
    public Set<?> read(BytesIn in) {
        Set<Object> set = sorted ? new TreeSet<>() : new LinkedHashSet<>();
        for (long left = in.readVarLong(); left > 0; left--) {
            set.add(element.read(in));
        }
        return set;
    }
}
