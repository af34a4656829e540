package io.anabranch.runtime.format.bytes;

/** U+FEFF in UTF-8, which some programs write before the text. */
public final class ByteOrderMark {
    private static final int LENGTH = 3;

    private ByteOrderMark() {}

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
