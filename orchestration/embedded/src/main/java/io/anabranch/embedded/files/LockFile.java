package io.anabranch.embedded.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file whose bytes are locked, between all processes that open it. The system releases what a process holds when it dies.
 *
 * <p>Each client holds a byte of its own, far behind all others, as long as it has the file open, so that the file is removed by nobody
 * but the last who uses it: two who locked two files of one name would exclude each other no more.
 *
 * <p>The channel is an asynchronous one because the ordinary one is closed by an interrupt of any thread that uses it.
 */
public final class LockFile implements Closeable {
    private static final long USERS = 1L << 40;
    private static final long MOST_USERS = 1L << 30;

    private final Path file;
    private @Nullable AsynchronousFileChannel channel;
    private @Nullable FileLock use;
    private boolean closed;

    public LockFile(Path file) {
        this.file = file;
    }

    /** What only the last user may do; says whether the file is to go, too. */
    public interface LastAct {
        boolean run() throws IOException;
    }

    /**
     * Opens the file unless it is open, and keeps it and its folder from being removed until {@link #close}.
     *
     * @throws ClosedChannelException after that
     */
    public synchronized AsynchronousFileChannel open() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        AsynchronousFileChannel current = channel;
        while (current == null || !current.isOpen()) {
            current = tryOpen();
        }
        return current;
    }

    /** Null if the file was removed before we were known to use it. */
    private @Nullable AsynchronousFileChannel tryOpen() throws IOException {
        Files.createDirectories(file.getParent());
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException others) {
            // Ours too.
        } catch (NoSuchFileException folderRemoved) {
            return null;
        }
        AsynchronousFileChannel opened = null;
        try {
            Inode before = Inode.of(file);
            opened = AsynchronousFileChannel.open(file, StandardOpenOption.WRITE);
            FileLock own = claim(opened);
            Inode after = Inode.of(file);
            if (before.number() == after.number() && before.device() == after.device()) {
                channel = opened;
                use = own;
                return opened;
            }
        } catch (NoSuchFileException removed) {
            // Once more.
        } catch (IOException | RuntimeException | Error e) {
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
        if (opened != null) {
            opened.close();
        }
        return null;
    }

    private static FileLock claim(AsynchronousFileChannel opened) throws IOException {
        while (true) {
            FileLock own = tryLock(opened, USERS + ThreadLocalRandom.current().nextLong(MOST_USERS), 1);
            if (own != null) {
                return own;
            }
            Thread.onSpinWait();
        }
    }

    /** Null if somebody else has it, in this process or another. */
    private static @Nullable FileLock tryLock(AsynchronousFileChannel channel, long position, long size)
            throws IOException {
        try {
            return channel.tryLock(position, size, false);
        } catch (OverlappingFileLockException heldByAnotherClientOfThisProcess) {
            return null;
        }
    }

    /** Locks a byte; null if somebody else has it, in this process or another. */
    @Nullable
    public FileLock tryLock(long position) throws IOException {
        return tryLock(open(), position, 1);
    }

    /** Closes the file, if it was opened. If nobody else uses it, {@code act} is done before, and it is removed if that says so. */
    public synchronized void close(LastAct act) throws IOException {
        if (!closed && channel != null && Files.exists(file)) {
            AsynchronousFileChannel opened = open();
            if (use != null) {
                use.release();
            }
            FileLock alone = tryLock(opened, USERS, MOST_USERS);
            if (alone != null && act.run()) {
                Files.deleteIfExists(file);
            }
        }
        close();
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
