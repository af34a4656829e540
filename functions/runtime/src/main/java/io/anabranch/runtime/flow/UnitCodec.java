package io.anabranch.runtime.flow;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;

/** The key of a single group: no bytes. */
record UnitCodec() implements Codec<Object> {
    /** What it reads. */
    static final Object UNIT = "";

    @Override
    public void write(Object value, BytesOut out) {}

    @Override
    public Object read(BytesIn in) {
        return UNIT;
    }
}
