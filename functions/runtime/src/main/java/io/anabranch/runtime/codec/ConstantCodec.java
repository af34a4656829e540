package io.anabranch.runtime.codec;

import io.anabranch.runtime.record.HiddenCopies;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Makes a codec class of its own for a pair of handles. */
final class ConstantCodec {
    private static final HiddenCopies<Codec<Object>> COPIES =
            new HiddenCopies<>(MethodHandles.lookup(), CodecTemplate.class);

    private ConstantCodec() {}

    static Codec<Object> of(Shape shape) {
        Shape untyped = shape.as(Object.class);
        return COPIES.with(List.of(untyped.write(), untyped.read()));
    }
}
