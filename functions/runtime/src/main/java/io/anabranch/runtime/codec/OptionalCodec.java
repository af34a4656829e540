package io.anabranch.runtime.codec;

import java.util.Optional;

/** 0 is empty, 1 is followed by the value. In order, if the element's codec is. */
record OptionalCodec(Codec<Object> element) implements Codec<Optional<?>> {
    @Override
    public void write(Optional<?> value, BytesOut out) {
        out.writeByte(value.isPresent() ? 1 : 0);
        if (value.isPresent()) {
            element.write(value.get(), out);
        }
    }

    @Override
    public Optional<?> read(BytesIn in) {
        return in.readByte() == 0 ? Optional.empty() : Optional.of(element.read(in));
    }
}
