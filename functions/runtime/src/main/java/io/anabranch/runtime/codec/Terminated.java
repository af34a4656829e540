package io.anabranch.runtime.codec;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes ended by 0. Within them 0 is written as 1 1, and 1 as 1 2, which keeps their order. */
final class Terminated {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;

    private Terminated() {}

    static void write(byte[] bytes, int offset, int length, BytesOut out) {
        int written = offset;
        int end = offset + length;
        for (int i = zeroOrOne(bytes, offset, end); i < end; i = zeroOrOne(bytes, written, end)) {
            out.write(bytes, written, i - written);
            out.writeByte(1);
            out.writeByte(bytes[i] + 1);
            written = i + 1;
        }
        out.write(bytes, written, end - written);
        out.writeByte(0);
    }

    static byte[] read(BytesIn in) {
        byte[] source = in.array();
        int from = in.position();
        int at = zeroOrOne(source, from, from + in.remaining());
        if (at < from + in.remaining() && source[at] == 0) {
            byte[] bytes = in.readBytes(at - from);
            in.readByte();
            return bytes;
        }
        return readEscaped(in);
    }

    /** Index of the first byte of [from, to) that is 0 or 1, else {@code to}. Eight at a time: Hacker's Delight, section 6-1. */
    private static int zeroOrOne(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long upper = (long) LONG.get(bytes, at) & ~ONES;
            long found = (upper - ONES) & ~upper & TOP_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && (bytes[at] & 0xFE) != 0) {
            at++;
        }
        return at;
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
