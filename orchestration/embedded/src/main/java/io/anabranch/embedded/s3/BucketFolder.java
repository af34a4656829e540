package io.anabranch.embedded.s3;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The folder of one bucket and where things are in it. Nothing is created before the first write, so that a folder that may only be
 * read can be a bucket.
 *
 * <pre>
 * folder/any/key.csv                         an object whose key can be a file name
 * folder/.anabranch-s3/lock                  regions locked by key
 * folder/.anabranch-s3/tmp/…                 being written; never visible
 * folder/.anabranch-s3/objects/DIGEST        an object whose key cannot be a file name; DIGEST.key holds the key
 * folder/.anabranch-s3/metadata/DIGEST/ETAG  metadata of that version of that key, where there is any
 * folder/.anabranch-s3/uploads/ID/…          a multipart upload
 * </pre>
 */
final class BucketFolder implements Closeable {
    /** What a killed process left unfinished is removed after this time, when nobody can still be writing it. */
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    private final String bucket;
    private final Path root;
    private final Path state;
    private final KeyLocks keyLocks;
    private final KeyLocks uploadLocks;
    private final AtomicBoolean hasSwept = new AtomicBoolean();

    BucketFolder(String bucket, Path root) {
        this.bucket = bucket;
        this.root = root;
        this.state = root.resolve(ObjectKey.STATE_FOLDER);
        this.keyLocks = new KeyLocks(state.resolve("lock"));
        this.uploadLocks = new KeyLocks(state.resolve("upload-lock"));
    }

    String bucket() {
        return bucket;
    }

    Path root() {
        return root;
    }

    KeyLocks keyLocks() {
        return keyLocks;
    }

    KeyLocks uploadLocks() {
        return uploadLocks;
    }

    Path objects() {
        return state.resolve("objects");
    }

    Path metadata() {
        return state.resolve("metadata");
    }

    Path uploads() {
        return state.resolve("uploads");
    }

    /** A path that is free, for a file or folder that is to be moved into place; its parent exists. */
    Path temporary() throws IOException {
        Path folder = state.resolve("tmp");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        if (!hasSwept.getAndSet(true)) {
            removeLeftovers();
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return folder.resolve(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
    }

    /** Removes what was being written when a process was killed, a day or more ago. */
    private void removeLeftovers() throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(LEFTOVER_AGE));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(state.resolve("tmp"))) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException nothingWasWritten) {
            // Or another process removed it first.
        }
    }

    @Override
    public void close() throws IOException {
        keyLocks.close();
        uploadLocks.close();
    }
}
