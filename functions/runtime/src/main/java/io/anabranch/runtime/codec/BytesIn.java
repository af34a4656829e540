package io.anabranch.runtime.codec;

import io.anabranch.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/** A cursor over bytes, the reading side of {@link BytesOut}; moved from record to record. Not for several threads. */
public final class BytesIn {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final boolean lasting;
    private byte[] bytes = new byte[0];
    private int position;
    private int limit;

    /** Over bytes that may be others as soon as the cursor is moved: values are copies. */
    public BytesIn() {
        this(false);
    }

    private BytesIn(boolean lasting) {
        this.lasting = lasting;
    }

    /** Over bytes that never change: values may be parts of them. */
    public static BytesIn ofLasting() {
        return new BytesIn(true);
    }

    /** Points at a part of {@code source}, which is not copied. */
    public BytesIn reset(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        bytes = source;
        position = offset;
        limit = offset + length;
        return this;
    }

    public byte[] array() {
        return bytes;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return limit - position;
    }

    public byte readByte() {
        return bytes[advance(1)];
    }

    public int readInt() {
        return (int) INT.get(bytes, advance(4));
    }

    public long readLong() {
        return (long) LONG.get(bytes, advance(8));
    }

    public long readVarLong() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[advance(1)];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("Invalid variable-length number at byte " + position);
    }

    public long readSignedVarLong() {
        long raw = readVarLong();
        return (raw >>> 1) ^ -(raw & 1);
    }

    public byte[] readBytes(int count) {
        int from = advance(count);
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    /** Text of {@code count} bytes. */
    public Utf8 readUtf8(int count) {
        return lasting ? Utf8.wrap(bytes, advance(count), count) : Utf8.wrap(readBytes(count), 0, count);
    }

    /** Steps over {@code count} bytes and returns the index in {@link #array()} where they begin. */
    public int advance(int count) {
        int from = position;
        if (count < 0 || count > limit - from) {
            throw new IndexOutOfBoundsException(
                    "Cannot read " + count + " bytes: only " + (limit - from) + " are left");
        }
        position = from + count;
        return from;
    }
}
