package io.anabranch.runtime.flow;

import io.anabranch.internal.Distinct;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import java.util.Set;

/** The set of a {@link Distinct}: its size and what it holds. */
record DistinctCodec(Distinct<Object, Object, ?> distinct, Codec<Object> held) implements Codec<Object> {
    @Override
    public void write(Object set, BytesOut out) {
        Set<?> all = (Set<?>) set;
        out.writeVarLong(all.size());
        for (Object each : all) {
            held.write(each, out);
        }
    }

    @Override
    public Object read(BytesIn in) {
        Set<Object> set = distinct.create();
        for (long left = in.readVarLong(); left > 0; left--) {
            set.add(held.read(in));
        }
        return set;
    }
}
