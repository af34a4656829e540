package io.anabranch.runtime.format.compression;

import io.anabranch.format.Compression;
import java.util.Locale;

/** How an input is compressed: its key's suffix says it. */
public final class InputCompression {
    private InputCompression() {}

    public static Compression of(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.endsWith(Compression.GZIP.suffix())) {
            return Compression.GZIP;
        }
        return lower.endsWith(Compression.ZSTD.suffix()) ? Compression.ZSTD : Compression.NONE;
    }
}
