package io.anabranch.embedded.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * A window of a file as a stream, by positioned reads. What the guard has not passed is handed on to nobody. Closing it closes the
 * channel.
 */
final class FileRangeInputStream extends InputStream {
    /** One read's size: the JDK copies through a direct buffer of this size that it keeps per thread. */
    private static final int MAX_READ = 256 * 1024;

    /** Shorter reads of guarded files go through a buffer, so that the guard is asked once for many of them. */
    private static final int UNBUFFERED = MAX_READ / 4;

    private static final byte[] EMPTY = {};

    private final FileChannel channel;
    private final ReadGuard guard;
    private final long end;
    private long position;

    private byte[] buffer = EMPTY;
    private long bufferStart;
    private int buffered;

    FileRangeInputStream(FileChannel channel, ByteRange range, ReadGuard guard) {
        this.channel = channel;
        this.guard = guard;
        this.position = range.offset();
        this.end = range.offset() + range.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        long left = end - position;
        if (left <= 0) {
            return -1;
        }
        int wanted = (int) Math.min(Math.min(length, MAX_READ), left);
        int read = guard.isNeeded() && wanted < UNBUFFERED
                ? buffered(bytes, offset, wanted)
                : guarded(bytes, offset, wanted, position);
        position += read;
        return read;
    }

    private int buffered(byte[] bytes, int offset, int wanted) throws IOException {
        long at = position - bufferStart;
        if (at < 0 || at >= buffered) {
            int size = (int) Math.min(MAX_READ, end - position);
            if (buffer.length < size) {
                buffer = new byte[size];
            }
            buffered = 0;
            buffered = guarded(buffer, 0, size, position);
            bufferStart = position;
            at = 0;
        }
        int count = (int) Math.min(wanted, buffered - at);
        System.arraycopy(buffer, (int) at, bytes, offset, count);
        return count;
    }

    private int guarded(byte[] bytes, int offset, int length, long from) throws IOException {
        int read = channel.read(ByteBuffer.wrap(bytes, offset, length), from);
        guard.check();
        if (read < 0) {
            throw truncated();
        }
        return read;
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        byte[] bytes = new byte[Math.toIntExact(end - position)];
        int read = readNBytes(bytes, 0, bytes.length);
        if (read < bytes.length) {
            throw truncated();
        }
        return bytes;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long start = position;
        byte[] chunk = new byte[(int) Math.min(MAX_READ, end - position)];
        for (int read = read(chunk, 0, chunk.length); read > 0; read = read(chunk, 0, chunk.length)) {
            out.write(chunk, 0, read);
        }
        return position - start;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, end - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private EOFException truncated() {
        return new EOFException("The file was cut while it was read: it ends before byte " + end);
    }
}
