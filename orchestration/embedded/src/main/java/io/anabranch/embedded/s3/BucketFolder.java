package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.KeyLocks;
import io.anabranch.embedded.files.LockFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A folder that is written to and where things are in it. Nothing is created before the first write, so that a folder that may only be
 * read can be a bucket, and our own is removed in the end if nothing in it is needed any more.
 *
 * <pre>
 * folder/any/key.csv                         an object whose key can be a file name
 * folder/.anabranch-s3/lock                  bytes locked by key and by upload
 * folder/.anabranch-s3/tmp/…                 being written; never visible
 * folder/.anabranch-s3/objects/DIGEST        an object whose key cannot be a file name; DIGEST.key holds the key
 * folder/.anabranch-s3/metadata/DIGEST/ETAG  metadata of that version of that key, where there is any
 * folder/.anabranch-s3/uploads/ID/…          a multipart upload
 * </pre>
 */
final class BucketFolder implements Closeable {
    /** What a killed process left unfinished is removed after this time, when nobody can still be writing it. */
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    private final Path root;
    private final Path state;
    private final LockFile lockFile;
    private final KeyLocks keyLocks;
    private final KeyLocks uploadLocks;
    private final AtomicBoolean hasSwept = new AtomicBoolean();

    BucketFolder(Path root) {
        this.root = root;
        this.state = root.resolve(ObjectKey.STATE_FOLDER);
        this.lockFile = new LockFile(state.resolve("lock"));
        this.keyLocks = new KeyLocks(lockFile, 0);
        this.uploadLocks = new KeyLocks(lockFile, KeyLocks.STRIPES);
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
        // From now on nobody removes the folder.
        lockFile.open();
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
        lockFile.close(this::removeUnlessNeeded);
        if (Files.isDirectory(state)) {
            deleteIfEmpty(state);
        }
    }

    /** Removes the folders in ours that hold nothing; says whether they all did. */
    private boolean removeUnlessNeeded() throws IOException {
        boolean all = true;
        for (Path folder : List.of(state.resolve("tmp"), objects(), metadata(), uploads())) {
            all &= deleteIfEmpty(folder);
        }
        return all;
    }

    private static boolean deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (DirectoryNotEmptyException needed) {
            return false;
        }
    }
}
