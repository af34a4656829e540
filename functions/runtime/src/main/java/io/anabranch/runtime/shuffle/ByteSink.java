package io.anabranch.runtime.shuffle;

/** Where blocks go: a spill file or an object. */
interface ByteSink {
    void write(byte[] bytes, int offset, int length);

    /** Bytes written so far. */
    long position();
}
