package io.anabranch.embedded.files;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mutual exclusion by key, between the threads of this process and between processes that share the folder: a stripe of locks in
 * memory over bytes of one lock file. Bytes are tried, not waited for: the kernel's deadlock detection sees processes, not threads, and
 * would refuse waits that are no deadlock.
 */
public final class KeyLocks {
    /** Names share as many locks, and bytes. */
    public static final int STRIPES = 512;

    private static final long FIRST_PAUSE_NANOS = 20_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final LockFile file;
    private final long firstByte;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    /** @param firstByte of those that these locks take */
    public KeyLocks(LockFile file, long firstByte) {
        this.file = file;
        this.firstByte = firstByte;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    /** What is done under a lock. */
    public interface Action<T> {
        T run() throws IOException;
    }

    /** Does something under the lock of a name; names share locks, so nobody may hold two of the same {@code KeyLocks}. */
    public <T> T locked(String name, Action<T> action) throws IOException {
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
            FileLock lock = file.tryLock(firstByte + stripe);
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }
}
