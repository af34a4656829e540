package io.anabranch.runtime.shuffle;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.Content;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.storage.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An object in the making: small ones in memory, others in a local file, sent when complete. So nothing is in S3 before, and an object
 * costs one request up to {@link #PART_BYTES}.
 */
final class ObjectUpload implements ByteSink, AutoCloseable {
    /** Above this in parts of this size. S3 allows 10,000 parts, so objects of up to 640 GB. */
    static final long PART_BYTES = 64L << 20;

    private static final int CHUNK_BYTES = 256 << 10;

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
            memory = Arrays.copyOf(memory, Math.max(used + length, Math.min(memoryBytes, 2 * memory.length)));
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
        ObjectStore store = workspace.store();
        if (file == null) {
            return store.put(target, Content.of(memory, 0, used));
        }
        file.close();
        return file.position() <= partBytes
                ? store.put(target, Content.of(file.file(), 0, file.position()))
                : sendParts(store, file.file(), file.position());
    }

    private ObjectRef sendParts(ObjectStore store, Path path, long size) {
        Upload upload = store.uploads().to(target);
        boolean complete = false;
        try {
            for (long at = 0; at < size; at += partBytes) {
                upload.add(Content.of(path, at, Math.min(partBytes, size - at)));
            }
            MultipartUpload all = upload.finish(checksum(path));
            ObjectRef object = store.uploads()
                    .complete(all, true)
                    .orElseThrow(() -> new BugException(
                            "Cannot write a shuffle object: another attempt has its key", Where.in(target.toString())));
            complete = true;
            return object;
        } finally {
            if (!complete) {
                upload.abort();
            }
        }
    }

    /** Here and not with each write: most objects are not uploaded in parts. */
    private static CRC32C checksum(Path path) {
        CRC32C checksum = new CRC32C();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                checksum.update(chunk, 0, read);
            }
        } catch (IOException e) {
            throw FileSource.failed("read", path, e);
        }
        return checksum;
    }

    @Override
    public void close() {
        if (file != null) {
            file.discard();
        }
    }
}
