package io.anabranch.runtime.flow;

import io.anabranch.internal.Distinct;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Encoded;
import io.anabranch.runtime.codec.TotalOrder;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * How the values of a {@link Distinct} are held.
 *
 * @param values encodes them, null among them
 * @param asBytes whether as their bytes, for their own {@code equals} may be another; else as they are
 */
record DistinctValues(Codec<Object> values, boolean asBytes, TotalOrder order) implements Distinct.Values<Object> {
    @Override
    public Object held(Object value) {
        return asBytes ? Encoded.of(values, value) : value;
    }

    @Override
    public SortedSet<Object> sorted(Set<Object> held) {
        return order.sorted(asBytes ? decoded(held) : held);
    }

    /** For what is held. */
    Codec<Object> codec() {
        return asBytes ? Encoded.CODEC : values;
    }

    private List<Object> decoded(Set<Object> held) {
        return held.stream().map(each -> ((Encoded) each).decoded(values)).toList();
    }
}
