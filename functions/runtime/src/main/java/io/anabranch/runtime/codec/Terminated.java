package io.anabranch.runtime.codec;

import java.io.ByteArrayOutputStream;

/** Bytes ended by 0. Within them 0 is written as 1 1, and 1 as 1 2, which keeps their order. */
final class Terminated {
    private Terminated() {}

    static void write(byte[] bytes, int offset, int length, BytesOut out) {
        int written = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if ((bytes[i] & 0xFE) == 0) {
                out.write(bytes, written, i - written);
                out.writeByte(1);
                out.writeByte(bytes[i] + 1);
                written = i + 1;
            }
        }
        out.write(bytes, written, end - written);
        out.writeByte(0);
    }

    static byte[] read(BytesIn in) {
        byte[] source = in.array();
        int from = in.position();
        int at = from;
        while (source[at] != 0 && source[at] != 1) {
            at++;
        }
        if (source[at] == 0) {
            byte[] bytes = in.readBytes(at - from);
            in.readByte();
            return bytes;
        }
        return readEscaped(in);
    }

    private static byte[] readEscaped(BytesIn in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next;
        while ((next = in.readByte()) != 0) {
            bytes.write(next == 1 ? in.readByte() - 1 : next);
        }
        return bytes.toByteArray();
    }
}
