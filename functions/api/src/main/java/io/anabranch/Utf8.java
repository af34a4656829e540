package io.anabranch;

import io.anabranch.internal.HalfPairs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Text as the UTF-8 bytes it came in: an immutable slice of a byte array.
 *
 * <p>Formats hand out slices of the block that they read, so that a record costs no copy and no decoding. Order is by
 * unsigned bytes, which for well-formed UTF-8 is the order of code points. Bytes that are not well-formed UTF-8 are kept
 * as they are and decode to U+FFFD.
 *
 * <pre>{@code
 * Utf8 line = Utf8.of("GET /index.html");
 * Utf8 verb = line.slice(0, 3);
 * }</pre>
 *
 * <p>A slice keeps its whole block in memory; {@link #compact()} before holding on to many of them.
 */
public final class Utf8 implements Comparable<Utf8> {
    private static final byte[] NO_BYTES = new byte[0];

    /** The empty text. */
    public static final Utf8 EMPTY = new Utf8(NO_BYTES, 0, 0);

    private final byte[] bytes;
    private final int offset;
    private final int length;

    private Utf8(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Encodes {@code text}.
     *
     * @throws IllegalArgumentException if it holds half a surrogate pair, which no encoding has a place for
     */
    public static Utf8 of(String text) {
        int half = HalfPairs.first(text);
        if (half >= 0) {
            throw new IllegalArgumentException("Invalid text: half a surrogate pair at index " + half
                    + ", expected whole characters. Do not cut characters in two");
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8(encoded, 0, encoded.length);
    }

    /**
     * A view of a part of {@code bytes}, without a copy: the caller must not change these bytes afterwards.
     *
     * @throws IndexOutOfBoundsException if the part is not within {@code bytes}
     */
    public static Utf8 wrap(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new Utf8(bytes, offset, length);
    }

    /** The number of bytes, not of characters. */
    public int length() {
        return length;
    }

    /** Whether there is no byte. */
    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * The byte at {@code index}, counted from the start of this text.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not within it
     */
    public byte byteAt(int index) {
        Objects.checkIndex(index, length);
        return bytes[offset + index];
    }

    /**
     * A part of this text, in bytes, without a copy.
     *
     * @throws IndexOutOfBoundsException if the part is not within this text
     */
    public Utf8 slice(int from, int sliceLength) {
        Objects.checkFromIndexSize(from, sliceLength, length);
        return new Utf8(bytes, offset + from, sliceLength);
    }

    /** Position of the first byte equal to {@code wanted} at or after {@code from}, or -1. */
    public int indexOf(byte wanted, int from) {
        for (int i = offset + from, end = offset + length; i < end; i++) {
            if (bytes[i] == wanted) {
                return i - offset;
            }
        }
        return -1;
    }

    /** The same text in bytes of its own. */
    public Utf8 compact() {
        return offset == 0 && length == bytes.length ? this : new Utf8(toBytes(), 0, length);
    }

    /** The array this text is a slice of; never to be written to. With {@link #arrayOffset()}, for loops over bytes. */
    public byte[] array() {
        return bytes;
    }

    /** Where this text starts in {@link #array()}. */
    public int arrayOffset() {
        return offset;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public int compareTo(Utf8 other) {
        return Arrays.compareUnsigned(
                bytes, offset, offset + length, other.bytes, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8 text
                && Arrays.equals(bytes, offset, offset + length, text.bytes, text.offset, text.offset + text.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset, end = offset + length; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
