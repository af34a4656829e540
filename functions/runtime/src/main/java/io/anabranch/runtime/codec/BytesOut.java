package io.anabranch.runtime.codec;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte buffer, reused from record to record. Multi-byte numbers are big-endian. Not for several threads. */
public final class BytesOut {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    public BytesOut(int initialCapacity) {
        bytes = new byte[Math.max(16, initialCapacity)];
    }

    /** The buffer; only the first {@link #length()} bytes count, and the next write may replace it. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets what was written. */
    public void clear() {
        length = 0;
    }

    /** Cuts back to an earlier {@link #length()}. */
    public void truncate(int newLength) {
        length = newLength;
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    public void writeInt(int value) {
        ensure(4);
        INT.set(bytes, length, value);
        length += 4;
    }

    public void writeLong(long value) {
        ensure(8);
        LONG.set(bytes, length, value);
        length += 8;
    }

    /** Unsigned LEB128: 1 to 10 bytes, small values short. */
    public void writeVarLong(long value) {
        ensure(10);
        while ((value & ~0x7FL) != 0) {
            bytes[length++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        bytes[length++] = (byte) value;
    }

    /** Zigzag LEB128: small magnitudes of either sign short. */
    public void writeSignedVarLong(long value) {
        writeVarLong((value << 1) ^ (value >> 63));
    }

    public void write(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /**
     * Makes room for {@code count} bytes that the caller then writes to {@link #array()}.
     *
     * @return where they begin
     */
    public int reserve(int count) {
        ensure(count);
        int from = length;
        length += count;
        return from;
    }

    /** Everything that is written to the stream is appended here; to flush or close it does nothing. */
    public OutputStream asStream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                writeByte(value);
            }

            @Override
            public void write(byte[] source, int offset, int count) {
                BytesOut.this.write(source, offset, count);
            }
        };
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int)
                    Math.min(Integer.MAX_VALUE - 16L, bytes.length * 2L)));
        }
    }
}
