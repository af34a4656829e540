package io.anabranch.runtime.shuffle;

import io.anabranch.error.BugException;
import io.anabranch.error.TransientException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A spill, or a segment that was fetched to disk. Its file is deleted when it is closed. */
final class FileSource implements BlockSource {
    private final Path file;
    private final String name;
    private final long base;
    private final FileChannel channel;
    private final long length;
    private byte[] bytes = new byte[BlockFormat.HEADER_BYTES];
    private long at;

    /** @param base where in {@code name} the file's bytes begin */
    FileSource(Path file, String name, long base) {
        this.file = file;
        this.name = name;
        this.base = base;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            length = channel.size();
        } catch (IOException e) {
            throw failed("open", file, e);
        }
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
        return length - at;
    }

    @Override
    public int fetch(int count) {
        if (bytes.length < count) {
            bytes = new byte[Math.max(count, BlockWriter.BLOCK_BYTES / 4)];
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        try {
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, at + buffer.position());
                if (read < 0) {
                    throw new BugException(
                            "Cannot read a local file of the shuffle: it was cut short. Run again",
                            Where.at(file.toString(), at));
                }
            }
        } catch (IOException e) {
            throw failed("read", file, e);
        }
        at += count;
        return 0;
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    /** The next attempt may have another disk. */
    static TransientException failed(String what, Path file, IOException e) {
        return new TransientException(
                "Cannot " + what + " a local file of the shuffle: " + e.getMessage(),
                what,
                file.toString(),
                Where.in(file.toString()),
                e);
    }
}
