package io.anabranch.format;

/** How files are compressed. */
public enum Compression {
    /** As it is. */
    NONE(""),
    /** RFC 1952; files of several members are read whole. */
    GZIP(".gz"),
    /** Zstandard, RFC 8878. */
    ZSTD(".zst");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** What the names of such files end in; empty for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }
}
