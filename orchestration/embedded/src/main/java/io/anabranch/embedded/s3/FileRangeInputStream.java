package io.anabranch.embedded.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A window of a file as a stream: positioned reads, no buffer of its own. Closing it closes the channel. */
final class FileRangeInputStream extends InputStream {
    /** One read's size: the JDK copies through a direct buffer of this size that it keeps per thread. */
    private static final int MAX_READ = 256 * 1024;

    private final FileChannel channel;
    private long position;
    private final long end;

    FileRangeInputStream(FileChannel channel, ByteRange range) {
        this.channel = channel;
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
        int read = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        if (read < 0) {
            throw truncated();
        }
        position += read;
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
        byte[] buffer = new byte[(int) Math.min(MAX_READ, end - position)];
        for (int read = read(buffer, 0, buffer.length); read > 0; read = read(buffer, 0, buffer.length)) {
            out.write(buffer, 0, read);
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
