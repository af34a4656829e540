package io.anabranch.runtime.codec;

/** Descending order: the complement of each byte. */
final class Complement {
    private Complement() {}

    /** Complements what was written since {@code from}. */
    static void flip(BytesOut out, int from) {
        byte[] bytes = out.array();
        for (int i = from; i < out.length(); i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }
}
