package io.anabranch.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes that the reader of a {@link StreamFormat} reads: of a file from its start, or of a part of it from {@link #start()}, less what {@link
 * StreamFormat#bytesBefore} asks for, to the end of the file. Which records are the reader's own is decided by {@link #begin}; where they lie is
 * noted there, for dead letters and messages.
 *
 * <p>Given to formats, not for implementing elsewhere.
 */
public abstract class RecordInput extends InputStream {
    /**
     * Begins a record with the next byte, or a block of several records that cannot be told apart before it is read. Two parts of a file have to agree: the
     * record for which the first one is told that there is no more must be the one that the second one begins with, or the run fails.
     *
     * @return false if the next byte is behind the end of the part or of the file: there is no more record to read
     */
    public abstract boolean begin() throws IOException;

    /** Offset of the next byte in the file, decompressed. */
    public abstract long position();

    /** Offset of the first byte of the part: a record that begins before it is another reader's. */
    public abstract long start();

    /**
     * Offset behind the last byte of the part; a record that begins before it is read to its own end, however far that is. {@link Long#MAX_VALUE} of a
     * compressed file, whose length nobody knows.
     */
    public abstract long end();
}
