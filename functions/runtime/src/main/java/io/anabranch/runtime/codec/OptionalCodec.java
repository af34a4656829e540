package io.anabranch.runtime.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 0 is null, 1 is empty, 2 is followed by the value. */
record OptionalCodec(Codec<Object> element) implements Codec<@Nullable Optional<?>> {
    @Override
    public void write(@Nullable Optional<?> value, BytesOut out) {
        if (value == null || value.isEmpty()) {
            out.writeByte(value == null ? 0 : 1);
        } else {
            out.writeByte(2);
            element.write(value.get(), out);
        }
    }

    @Override
    public @Nullable Optional<?> read(BytesIn in) {
        byte kind = in.readByte();
        return kind == 0 ? null : kind == 1 ? Optional.empty() : Optional.of(element.read(in));
    }
}
