package io.anabranch.runtime.format.bytes;

import io.anabranch.runtime.codec.BytesOut;

/** U+FEFF in UTF-8, which some programs write before the text. */
public final class ByteOrderMark {
    private static final int LENGTH = 3;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ByteOrderMark() {}

    /** Where a part begins with a character that would be taken for a mark, puts a mark before it: then it is read as what it is. */
    public static void protect(BytesOut out, int start) {
        int length = out.length() - start;
        if (lengthAt(out.array(), start, out.length()) > 0) {
            out.reserve(LENGTH);
            System.arraycopy(out.array(), start, out.array(), start + LENGTH, length);
            System.arraycopy(MARK, 0, out.array(), start, LENGTH);
        }
    }

    /** Its length if there is one at {@code from}, else 0. */
    public static int lengthAt(byte[] bytes, int from, int to) {
        return to - from >= LENGTH
                        && bytes[from] == (byte) 0xEF
                        && bytes[from + 1] == (byte) 0xBB
                        && bytes[from + 2] == (byte) 0xBF
                ? LENGTH
                : 0;
    }
}
