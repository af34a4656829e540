package io.anabranch.runtime.shuffle;

/** A segment in memory. */
final class MemorySource implements BlockSource {
    private final String name;
    private final long base;
    private byte[] bytes;
    private int at;

    /** @param base where in {@code name} the bytes begin */
    MemorySource(String name, long base, byte[] bytes) {
        this.name = name;
        this.base = base;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long position() {
        return base + at;
    }

    @Override
    public long remaining() {
        return (long) bytes.length - at;
    }

    @Override
    public int fetch(int count) {
        int from = at;
        at += count;
        return from;
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public void close() {
        bytes = new byte[0];
        at = 0;
    }
}
