package io.anabranch.runtime.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value as its bytes: equal to another exactly if they are equally encoded, whatever {@code equals} of the values says. */
public final class Encoded {
    private final byte[] bytes;
    private final int hash;

    private Encoded(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** {@code value} as {@code encoder} writes it. */
    public static Encoded of(Encoder<Object> encoder, Object value) {
        BytesOut out = new BytesOut(64);
        encoder.write(value, out);
        return new Encoded(Arrays.copyOf(out.array(), out.length()));
    }

    /** The value. */
    public Object decoded(Codec<Object> codec) {
        return codec.read(new BytesIn().reset(bytes, 0, bytes.length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Encoded encoded && Arrays.equals(bytes, encoded.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** Writes a length and the bytes. */
    public static final Codec<Object> CODEC = new Codec<>() {
        @Override
        public void write(Object value, BytesOut out) {
            byte[] written = ((Encoded) value).bytes;
            out.writeVarLong(written.length);
            out.write(written, 0, written.length);
        }

        @Override
        public Object read(BytesIn in) {
            return new Encoded(in.readBytes((int) in.readVarLong()));
        }
    };
}
