package io.anabranch.runtime.shuffle;

/** Blocks one after the other, from memory or from a file. */
interface BlockSource extends AutoCloseable {
    /** What the bytes are a part of, for messages. */
    String name();

    /** Where in that the next byte is. */
    long position();

    /** Bytes left. */
    long remaining();

    /** Makes the next {@code count} bytes available in {@link #array} and returns the index of the first; they stay until the next call. */
    int fetch(int count);

    byte[] array();

    @Override
    void close();
}
