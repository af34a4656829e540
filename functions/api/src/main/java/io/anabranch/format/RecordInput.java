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
     * Begins a record with the next byte. Called once for each record.
     *
     * @return false if the next byte is behind the end of the part or of the file: there is no more record to read
     */
    public abstract boolean begin() throws IOException;

    /** Offset of the next byte in the file, decompressed. */
    public abstract long position();

    /** Offset of the first byte of the part: a record that begins before it is another reader's. */
    public abstract long start();

    /** Offset behind the last byte of the part; a record that begins before it is read to its own end, however far that is. */
    public abstract long end();
}
