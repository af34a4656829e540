package io.anabranch.runtime.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Makes a codec class of its own for a pair of handles. */
final class ConstantCodec {
    private static final byte[] TEMPLATE = template();

    private ConstantCodec() {}

    static Codec<Object> of(Shape shape) {
        Shape untyped = shape.as(Object.class);
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup()
                    .defineHiddenClassWithClassData(TEMPLATE, List.of(untyped.write(), untyped.read()), true);
            @SuppressWarnings("unchecked")
            Codec<Object> codec = (Codec<Object>)
                    hidden.lookupClass().getDeclaredConstructor().newInstance();
            return codec;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot define a codec class", e);
        }
    }

    private static byte[] template() {
        try (InputStream in = ConstantCodec.class.getResourceAsStream("CodecTemplate.class")) {
            if (in == null) {
                throw new IllegalStateException("Cannot find CodecTemplate.class beside ConstantCodec.class");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read CodecTemplate.class", e);
        }
    }
}
