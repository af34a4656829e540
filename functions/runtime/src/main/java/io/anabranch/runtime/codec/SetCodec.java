package io.anabranch.runtime.codec;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * 0 is null, n + 1 is followed by n elements in the order of their encodings, so that equal sets are equally encoded. Reads a
 * {@link LinkedHashSet} in this order, or a {@link TreeSet}.
 */
record SetCodec(Codec<Object> element, boolean sorted) implements Codec<@Nullable Set<?>> {
    @Override
    public void write(@Nullable Set<?> value, BytesOut out) {
        if (value == null) {
            out.writeByte(0);
            return;
        }
        out.writeVarLong(value.size() + 1L);
        SortedParts parts = new SortedParts(value.size());
        for (Object each : value) {
            element.write(each, parts.next());
        }
        parts.writeTo(out);
    }

    @Override
    public @Nullable Set<?> read(BytesIn in) {
        int size = (int) (in.readVarLong() - 1);
        if (size < 0) {
            return null;
        }
        Set<Object> set = sorted ? new TreeSet<>() : new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            set.add(element.read(in));
        }
        return set;
    }
}
