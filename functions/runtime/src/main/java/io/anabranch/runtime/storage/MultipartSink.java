package io.anabranch.runtime.storage;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Writes an object that appears only when somebody completes its upload: parts go up as they fill, and {@link #finish()}
 * says what there is to complete. Nothing is created before the first byte.
 *
 * <p>Memory: one part. An {@link Upload} takes 10,000 of them, so that an object has at most 78 GiB here.
 *
 * <p>Writing throws what an {@link Upload} throws, never an {@code IOException}. Not for several threads.
 */
public final class MultipartSink extends OutputStream {
    static final int PART_BYTES = 8 << 20;
    private static final int FIRST_BUFFER = 64 << 10;

    private final Upload upload;
    private final CRC32C checksum = new CRC32C();

    private byte[] buffer = new byte[0];
    private int filled;
    private long bytes;

    public MultipartSink(ObjectStore store, S3Uri target) {
        this.upload = store.uploads().to(target);
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        checksum.update(source, offset, length);
        bytes += length;
        int from = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, room(left));
            System.arraycopy(source, from, buffer, filled, count);
            filled += count;
            from += count;
            left -= count;
            if (filled == PART_BYTES) {
                uploadPart();
            }
        }
    }

    /** Uploads what is left and returns what has to be completed, or nothing if nothing was written. */
    public Optional<MultipartUpload> finish() {
        if (bytes == 0) {
            return Optional.empty();
        }
        if (filled > 0) {
            uploadPart();
        }
        buffer = new byte[0];
        return Optional.of(upload.finish(checksum));
    }

    /** Removes the parts that are there, if any. What was finished before must not be completed after. */
    public void abort() {
        upload.abort();
    }

    /** Closing is not finishing: a writer that failed half way is closed as well. */
    @Override
    public void close() {}

    private int room(int wanted) {
        if (filled == buffer.length) {
            long larger = Math.max(Math.max(FIRST_BUFFER, buffer.length * 2L), (long) filled + wanted);
            buffer = Arrays.copyOf(buffer, (int) Math.min(PART_BYTES, larger));
        }
        return buffer.length - filled;
    }

    /** From the buffer itself, uncopied: it is not touched before the request has ended. */
    private void uploadPart() {
        upload.add(Content.of(buffer, 0, filled));
        filled = 0;
    }
}
