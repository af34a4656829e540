package io.anabranch.embedded.s3;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion by key, between the threads of this process and between processes that share the folder: a stripe of locks in
 * memory over regions of one lock file. The system releases a region when its process dies.
 *
 * <p>The channel is an asynchronous one because the ordinary one is closed by an interrupt of any thread that uses it. Regions are
 * tried, not waited for: the kernel's deadlock detection sees processes, not threads, and would refuse waits that are no deadlock.
 */
final class KeyLocks implements Closeable {
    private static final int STRIPES = 512;
    private static final long FIRST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final Path file;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
    private @Nullable AsynchronousFileChannel channel;

    KeyLocks(Path file) {
        this.file = file;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** What is done under a lock. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** Does something under the lock of a name; names share locks, so nobody may hold two of the same {@code KeyLocks}. */
    <T> T locked(String name, Action<T> action) throws IOException {
        int stripe = Math.floorMod(name.hashCode() * 0x9E3779B9, STRIPES);
        ReentrantLock local = stripes[stripe];
        local.lock();
        try {
            FileLock region = region(stripe);
            try {
                return action.run();
            } finally {
                region.release();
            }
        } finally {
            local.unlock();
        }
    }

    private FileLock region(int stripe) throws IOException {
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                FileLock lock = open().tryLock(stripe, 1, false);
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException heldByAnotherClientOfThisProcess) {
                // The same wait as for another process.
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    private synchronized AsynchronousFileChannel open() throws IOException {
        AsynchronousFileChannel current = channel;
        if (current == null || !current.isOpen()) {
            Files.createDirectories(file.getParent());
            current = AsynchronousFileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = current;
        }
        return current;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
