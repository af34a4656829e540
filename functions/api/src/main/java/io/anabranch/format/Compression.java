package io.anabranch.format;

/** How files are compressed. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
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
