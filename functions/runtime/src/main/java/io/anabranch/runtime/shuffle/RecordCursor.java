package io.anabranch.runtime.shuffle;

import java.util.Arrays;

/** The place of one record's parts in an array; moved from record to record. */
final class RecordCursor {
    private static final byte[] NOWHERE = new byte[0];

    byte[] bytes = NOWHERE;
    int key;
    int keyLength;
    int extra;
    int extraLength;
    int value;
    int valueLength;

    /** Moves to a record of {@code pages}. */
    void seek(RecordPages pages, long pointer) {
        bytes = pages.page(pointer);
        int trailer = (int) pointer;
        int at = trailer;
        int first = bytes[at++];
        int second = bytes[at++];
        int third = bytes[at++];
        if ((first | second | third) >= 0) {
            place(trailer, first, second, third);
        } else {
            seekLong(trailer);
        }
    }

    /** Length of the key of the record that a pointer's position in a page of {@link RecordPages} stands for. */
    static int keyLength(byte[] page, int trailer) {
        int length = page[trailer];
        if (length >= 0) {
            return length;
        }
        RecordCursor r = new RecordCursor();
        r.bytes = page;
        r.seekLong(trailer);
        return r.keyLength;
    }

    private void seekLong(int trailer) {
        int[] lengths = new int[3];
        int at = trailer;
        for (int i = 0; i < 3; i++) {
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                lengths[i] |= (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
        }
        place(trailer, lengths[0], lengths[1], lengths[2]);
    }

    private void place(int end, int keyBytes, int extraBytes, int valueBytes) {
        value = end - valueBytes;
        valueLength = valueBytes;
        extra = value - extraBytes;
        extraLength = extraBytes;
        key = extra - keyBytes;
        keyLength = keyBytes;
    }

    /** Any byte at the start of the record, 0 if it has none. */
    byte firstByte() {
        return keyLength > 0 ? bytes[key] : 0;
    }

    int compareKey(RecordCursor other) {
        return Arrays.compareUnsigned(bytes, key, key + keyLength, other.bytes, other.key, other.key + other.keyLength);
    }

    int compareExtra(RecordCursor other) {
        return Arrays.compareUnsigned(
                bytes, extra, extra + extraLength, other.bytes, other.extra, other.extra + other.extraLength);
    }
}
