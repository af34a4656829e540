package io.anabranch.runtime.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Bytes on their way to S3, which can be read as often as a request has to be sent. They must not change before it has ended.
 *
 * @param opening opens them
 * @param length how many they are
 * @param type their media type
 */
public record Content(Opening opening, long length, String type) {
    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    /** Opens the bytes from their start. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    public static Content json(byte[] json) {
        return new Content(() -> new ByteArrayInputStream(json), json.length, JSON);
    }

    /** @throws UncheckedIOException if there is no such file */
    public static Content json(Path file) {
        try {
            return new Content(() -> Files.newInputStream(file), Files.size(file), JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** A piece of an array, which is not copied. */
    public static Content of(byte[] bytes, int offset, int length) {
        return new Content(() -> new ByteArrayInputStream(bytes, offset, length), length, BYTES);
    }

    /** A piece of a file. */
    public static Content of(Path file, long offset, long length) {
        return new Content(() -> new LimitedStream(open(file, offset), length), length, BYTES);
    }

    RequestBody body() {
        return RequestBody.fromContentProvider(this::open, length, type);
    }

    InputStream open() {
        try {
            return opening.open();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what is to be written to S3: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file, long offset) throws IOException {
        return Channels.newInputStream(
                FileChannel.open(file, StandardOpenOption.READ).position(offset));
    }
}
