package io.anabranch.runtime.shuffle;

import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new local file. */
final class FileSink implements ByteSink, AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private long written;

    FileSink(Path directory, String prefix, int bufferBytes) {
        try {
            file = Files.createTempFile(directory, prefix, ".tmp");
            channel = FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(directory, e);
        }
        buffer = ByteBuffer.allocate(bufferBytes);
    }

    Path file() {
        return file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        written += length;
        if (length <= buffer.remaining()) {
            buffer.put(bytes, offset, length);
            return;
        }
        drain(buffer.flip());
        buffer.clear();
        if (length <= buffer.remaining()) {
            buffer.put(bytes, offset, length);
        } else {
            drain(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    @Override
    public long position() {
        return written;
    }

    /** Writes what is buffered and closes the file, which stays. */
    @Override
    public void close() {
        drain(buffer.flip());
        buffer.clear();
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Closes and deletes the file. */
    void discard() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void drain(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    static LimitException failed(Path file, IOException e) {
        return new LimitException(
                "Cannot write to the local disk at " + file + ": " + e.getMessage()
                        + ". Give the function more ephemeral storage or make the splits smaller",
                Where.UNKNOWN,
                e);
    }
}
