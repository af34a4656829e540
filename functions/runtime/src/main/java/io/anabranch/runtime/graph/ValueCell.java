package io.anabranch.runtime.graph;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import org.jspecify.annotations.Nullable;

/** The accumulator of a reduction: a value, or none yet. */
final class ValueCell {
    @Nullable
    Object value;

    /** Only cells that hold a value are ever written. */
    record CellCodec(Codec<Object> codec) implements Codec<Object> {
        @Override
        public void write(Object cell, BytesOut out) {
            Object held = ((ValueCell) cell).value;
            if (held == null) {
                throw new IllegalStateException("Cannot encode a reduction of no values");
            }
            codec.write(held, out);
        }

        @Override
        public Object read(BytesIn in) {
            ValueCell cell = new ValueCell();
            cell.value = codec.read(in);
            return cell;
        }
    }
}
