package io.anabranch.runtime.codec;

import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The number of elements, and the elements in the order of their encodings, so that equal sets are equally encoded; before them, of a sorted set,
 * its order. Reads a {@link LinkedHashSet} in the order of the encodings, or a {@link TreeSet}.
 *
 * @param sorted type of the elements of a sorted set; null for any other
 */
record SetCodec(Codec<Object> element, @Nullable Type sorted) implements Codec<Set<?>> {
    @Override
    public void write(Set<?> value, BytesOut out) {
        if (sorted != null) {
            SortedBy.write(((SortedSet<?>) value).comparator(), out);
        }
        out.writeVarLong(value.size());
        SortedParts parts = new SortedParts(value.size());
        for (Object each : value) {
            element.write(each, parts.next());
        }
        parts.writeTo(out);
    }

    @Override
    public Set<?> read(BytesIn in) {
        Set<Object> set = sorted != null ? new TreeSet<>(SortedBy.read(in, sorted)) : new LinkedHashSet<>();
        for (long left = in.readVarLong(); left > 0; left--) {
            if (!set.add(element.read(in))) {
                throw SortedParts.taken("a set");
            }
        }
        return set;
    }
}
