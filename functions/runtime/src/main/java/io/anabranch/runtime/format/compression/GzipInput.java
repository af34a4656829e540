package io.anabranch.runtime.format.compression;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952), all members of it, and checks every checksum and length. {@link java.util.zip.GZIPInputStream}
 * decides by {@code available()} whether another member follows, and so may end early without a word on a slow stream. Zeros
 * after the last member are padding, as gzip takes them; anything else is corruption.
 */
public final class GzipInput extends InputStream {
    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATED = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final String object;
    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[64 << 10];

    private int position;
    private int limit;
    private long bufferEnd;
    private long produced;
    private boolean inMember;
    private boolean ended;

    public GzipInput(String object, InputStream in) {
        this.object = object;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                produced += count;
                return count;
            }
            if (inflater.finished()) {
                endMember();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (inflater.needsInput() && !inflater.finished()) {
            if (position == limit && !fill()) {
                throw corrupt("it ends in the middle of a member");
            }
            inflater.setInput(buffer, position, limit - position);
            position = limit;
        }
        try {
            int count = inflater.inflate(target, offset, length);
            if (inflater.needsDictionary()) {
                throw corrupt("it needs a dictionary");
            }
            return count;
        } catch (DataFormatException e) {
            position = limit - inflater.getRemaining();
            throw corrupt(e.getMessage() == null ? "invalid data" : e.getMessage());
        }
    }

    /** Reads a member's header; false at the end. */
    private boolean beginMember() throws IOException {
        if (ended || !beforeMember()) {
            return false;
        }
        if (next16() != MAGIC) {
            throw corrupt(bufferEnd - limit + position == 2 ? "it is not in gzip format" : "garbage after a member");
        }
        if (next() != DEFLATED) {
            throw corrupt("unknown compression method");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw corrupt("reserved flags are set");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next16());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        produced = 0;
        inMember = true;
        return true;
    }

    /** Steps over padding; false at the end. An object without a single member is corrupt, unless it is empty. */
    private boolean beforeMember() throws IOException {
        boolean first = bufferEnd == 0;
        while (position < limit || fill()) {
            if (buffer[position] != 0 || first) {
                return true;
            }
            position++;
        }
        ended = true;
        return false;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        long expected = next16() | (long) next16() << 16;
        if (expected != checksum.getValue()) {
            throw corrupt("checksum mismatch");
        }
        long length = next16() | (long) next16() << 16;
        if (length != (produced & 0xFFFFFFFFL)) {
            throw corrupt("length mismatch");
        }
        inMember = false;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // Names and comments end with a zero.
        }
    }

    private int next16() throws IOException {
        return next() | next() << 8;
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw corrupt("it ends too early");
        }
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(0, count);
        bufferEnd += limit;
        return count > 0;
    }

    private InputException corrupt(String reason) {
        long compressed = bufferEnd - limit + position;
        return new InputException(
                "Cannot decompress " + object + ": " + reason + ", at byte " + compressed
                        + " of the gzip data. Upload it again, or leave it out",
                Where.UNKNOWN);
    }
}
