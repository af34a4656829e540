package io.anabranch.runtime.shuffle;

import io.anabranch.error.CloudException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object in the making: small ones in memory, others in a local file, sent when complete. So nothing is in S3 before, a PUT
 * can be tried again, and an object costs one request up to {@link #PART_BYTES}.
 */
final class ObjectUpload implements ByteSink, AutoCloseable {
    /** Above this in parts of this size. S3 allows 10,000 parts, so objects of up to 640 GB. */
    static final long PART_BYTES = 64L << 20;

    private final Workspace workspace;
    private final S3Uri target;
    private final long partBytes;
    private final int memoryBytes;
    private byte[] memory = new byte[8 << 10];
    private int used;
    private @Nullable FileSink file;

    ObjectUpload(Workspace workspace, S3Uri target, long partBytes) {
        this.workspace = workspace;
        this.target = target;
        this.partBytes = partBytes;
        this.memoryBytes = (int) Math.max(8 << 10, Math.min(4 << 20, workspace.memoryBudgetBytes() / 16));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (file == null && (long) used + length > memoryBytes) {
            file = new FileSink(workspace.directory(), "packed-", 64 << 10);
            file.write(memory, 0, used);
            memory = new byte[0];
        }
        if (file != null) {
            file.write(bytes, offset, length);
            return;
        }
        if (memory.length - used < length) {
            memory = java.util.Arrays.copyOf(memory, Math.max(used + length, Math.min(memoryBytes, 2 * memory.length)));
        }
        System.arraycopy(bytes, offset, memory, used, length);
        used += length;
    }

    @Override
    public long position() {
        return file == null ? used : file.position();
    }

    /** Sends the object. */
    ObjectRef send() {
        S3Client s3 = workspace.s3();
        try {
            if (file == null) {
                InputStream bytes = new java.io.ByteArrayInputStream(memory, 0, used);
                String etag = s3.putObject(
                                b -> b.bucket(target.bucket()).key(target.key()),
                                RequestBody.fromInputStream(bytes, used))
                        .eTag();
                return new ObjectRef(target, etag, used);
            }
            file.close();
            String etag = file.position() <= partBytes
                    ? s3.putObject(b -> b.bucket(target.bucket()).key(target.key()), RequestBody.fromFile(file.file()))
                            .eTag()
                    : sendParts(s3, file.file(), file.position());
            return new ObjectRef(target, etag, file.position());
        } catch (SdkException e) {
            throw new CloudException(
                    "Cannot write a shuffle object: " + e.getMessage(), Where.in(target.toString()), e);
        }
    }

    private String sendParts(S3Client s3, Path path, long size) {
        String upload = s3.createMultipartUpload(b -> b.bucket(target.bucket()).key(target.key()))
                .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long at = 0; at < size; at += partBytes) {
                parts.add(sendPart(s3, path, upload, parts.size() + 1, at, Math.min(partBytes, size - at)));
            }
            String etag = s3.completeMultipartUpload(b -> b.bucket(target.bucket())
                            .key(target.key())
                            .uploadId(upload)
                            .multipartUpload(m -> m.parts(parts)))
                    .eTag();
            complete = true;
            return etag;
        } finally {
            if (!complete) {
                s3.abortMultipartUpload(
                        b -> b.bucket(target.bucket()).key(target.key()).uploadId(upload));
            }
        }
    }

    private CompletedPart sendPart(S3Client s3, Path path, String upload, int number, long at, long length) {
        RequestBody body =
                RequestBody.fromContentProvider(() -> open(path, at, length), length, "application/octet-stream");
        String etag = s3.uploadPart(
                        b -> b.bucket(target.bucket())
                                .key(target.key())
                                .uploadId(upload)
                                .partNumber(number),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static InputStream open(Path path, long at, long length) {
        try {
            FileChannel channel =
                    FileChannel.open(path, StandardOpenOption.READ).position(at);
            return new LimitedStream(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.discard();
        }
    }
}
