package io.anabranch.runtime.shuffle;

import com.github.luben.zstd.ZstdDecompressCtx;
import org.jspecify.annotations.Nullable;

/** Decompresses the blocks of one reader; takes memory outside of the heap from the first compressed one on. */
final class Decompressor implements AutoCloseable {
    private @Nullable ZstdDecompressCtx zstd;

    /**
     * Decompresses into {@code raw}.
     *
     * @return how many bytes they were
     * @throws com.github.luben.zstd.ZstdException if they are more than {@code rawLength}, or nothing that was compressed
     */
    int decompress(byte[] raw, int rawLength, byte[] stored, int offset, int length) {
        ZstdDecompressCtx open = zstd;
        if (open == null) {
            open = new ZstdDecompressCtx();
            zstd = open;
        }
        return open.decompressByteArray(raw, 0, rawLength, stored, offset, length);
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
        }
    }
}
