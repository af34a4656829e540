package io.anabranch.runtime.codec;

import io.anabranch.Utf8;
import java.lang.invoke.MethodHandles;

/** Text at the very end of a key needs no terminator: it is the bytes, up to the end. */
final class OpenScalars {
    static final Scalars SHAPES = new Scalars(MethodHandles.lookup());

    private OpenScalars() {}

    static void write(String value, BytesOut out) {
        int length = Strings.encodedLength(value);
        int at = out.reserve(length);
        Strings.encode(value, out.array(), at);
    }

    static String readString(BytesIn in) {
        int length = in.remaining();
        return Strings.decode(in.array(), in.advance(length), length);
    }

    static void write(Utf8 value, BytesOut out) {
        out.write(value.array(), value.arrayOffset(), value.length());
    }

    static Utf8 readUtf8(BytesIn in) {
        return in.readUtf8(in.remaining());
    }

    static void write(byte[] value, BytesOut out) {
        out.write(value, 0, value.length);
    }

    static byte[] readBytes(BytesIn in) {
        return in.readBytes(in.remaining());
    }
}
