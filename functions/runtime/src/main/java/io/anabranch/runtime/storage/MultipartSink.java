package io.anabranch.runtime.storage;

import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes an object that appears only when somebody completes its upload: parts go up as they fill, and {@link #finish()}
 * says what there is to complete. Nothing is created before the first byte.
 *
 * <p>Memory: one part. S3 wants parts of 5 MiB or more, except the last, and takes 10,000 of them
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html), so that an object has at most 78 GiB here.
 *
 * <p>Writing throws {@code CloudException} if S3 refuses, {@link LimitException} beyond 10,000 parts; never an
 * {@code IOException}. Not for several threads.
 */
public final class MultipartSink extends OutputStream {
    static final int PART_BYTES = 8 << 20;
    private static final int MAX_PARTS = 10_000;
    private static final int FIRST_BUFFER = 64 << 10;

    private final S3Client s3;
    private final S3Uri target;
    private final List<MultipartUpload.Part> parts = new ArrayList<>();
    private final CRC32C checksum = new CRC32C();

    private byte[] buffer = new byte[0];
    private int filled;
    private long bytes;
    private @Nullable String uploadId;

    public MultipartSink(S3Client s3, S3Uri target) {
        this.s3 = s3;
        this.target = target;
    }

    /** Bytes written so far. */
    public long bytes() {
        return bytes;
    }

    /** Id of the upload, once there is one: for those who have to abort it. */
    public Optional<String> uploadId() {
        return Optional.ofNullable(uploadId);
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
        return Optional.of(
                new MultipartUpload(target, begun(), parts, bytes, String.format("%08x", checksum.getValue())));
    }

    /** Removes the parts that are there, if any. What was finished before must not be completed after. */
    public void abort() {
        String id = uploadId;
        if (id != null) {
            try {
                s3.abortMultipartUpload(
                        r -> r.bucket(target.bucket()).key(target.key()).uploadId(id));
            } catch (SdkException failure) {
                throw S3Failures.writing(target, failure);
            }
            uploadId = null;
        }
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

    private void uploadPart() {
        int number = parts.size() + 1;
        if (number > MAX_PARTS) {
            throw new LimitException(
                    "Cannot write " + target
                            + ": it would have more than 10,000 parts of 8 MiB. Let more reducers write",
                    Where.in(target.toString()));
        }
        String id = begun();
        try {
            String etag = s3.uploadPart(
                            r -> r.bucket(target.bucket())
                                    .key(target.key())
                                    .uploadId(id)
                                    .partNumber(number),
                            body())
                    .eTag();
            parts.add(new MultipartUpload.Part(number, etag, filled));
        } catch (SdkException failure) {
            throw S3Failures.writing(target, failure);
        }
        filled = 0;
    }

    /** The buffer itself, uncopied: it is not touched before the request has ended. */
    private RequestBody body() {
        byte[] part = buffer;
        int length = filled;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part, 0, length), length, "application/octet-stream");
    }

    private String begun() {
        String id = uploadId;
        if (id == null) {
            try {
                id = s3.createMultipartUpload(r -> r.bucket(target.bucket()).key(target.key()))
                        .uploadId();
            } catch (SdkException failure) {
                throw S3Failures.writing(target, failure);
            }
            uploadId = id;
        }
        return id;
    }
}
