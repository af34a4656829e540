package io.anabranch.runtime.shuffle;

/** XXH64. */
final class KeyHash {
    private KeyHash() {}

    /** The upper 32 bits of XXH64 with seed 0; compared unsigned. */
    static int orderHash(byte[] key, int offset, int length) {
        throw new UnsupportedOperationException("signature only");
    }
}
