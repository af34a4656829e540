package io.anabranch.testkit.disasters;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that waits until it is its turn. Of all workers of a world one at most does not wait. */
final class Worker {
    private volatile boolean called;
    private volatile @Nullable Thread thread;

    /** Lets it go on. */
    void call() {
        called = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the {@link #call} on the thread of this worker. */
    void await() {
        thread = Thread.currentThread();
        while (!called) {
            LockSupport.park(this);
        }
        called = false;
    }
}
