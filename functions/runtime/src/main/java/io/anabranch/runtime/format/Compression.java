package io.anabranch.runtime.format;

/** How an object is compressed; of an input, its key's suffix says it. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** What keys end with, the dot included; empty for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }

    /** The compression that {@code key}'s suffix says. */
    public static Compression ofKey(String key) {
        String lower = key.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith(GZIP.suffix)) {
            return GZIP;
        }
        return lower.endsWith(ZSTD.suffix) ? ZSTD : NONE;
    }
}
