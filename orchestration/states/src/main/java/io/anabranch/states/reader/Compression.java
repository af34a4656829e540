package io.anabranch.states.reader;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Undoes what the end of a key says was done to the object. */
final class Compression {
    private Compression() {}

    static InputStream decompress(InputStream bytes, String key) throws IOException {
        if (key.endsWith(".gz") || key.endsWith(".gzip")) {
            return new GZIPInputStream(bytes, 1 << 16);
        }
        return key.endsWith(".zst") || key.endsWith(".zstd") ? new ZstdInputStream(bytes) : bytes;
    }
}
