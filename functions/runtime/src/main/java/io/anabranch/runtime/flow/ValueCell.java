package io.anabranch.runtime.flow;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import org.jspecify.annotations.Nullable;

/** The accumulator of a reduction: a value, or none yet. */
final class ValueCell {
    @Nullable
    Object value;

    /** A byte that says whether there is a value, and the value. */
    record CellCodec(Codec<Object> codec) implements Codec<Object> {
        @Override
        public void write(Object cell, BytesOut out) {
            Object held = ((ValueCell) cell).value;
            out.writeByte(held == null ? 0 : 1);
            if (held != null) {
                codec.write(held, out);
            }
        }

        @Override
        public Object read(BytesIn in) {
            ValueCell cell = new ValueCell();
            cell.value = in.readByte() == 0 ? null : codec.read(in);
            return cell;
        }
    }
}
