package io.anabranch.embedded.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The execution environments of one function: those that are idle, the last used first, and those that run. */
final class EnvironmentPool {
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private boolean isClosed;

    /** A warm one that is now in use, or null if a new one is needed. */
    synchronized @Nullable ExecutionEnvironment takeIdle() {
        ExecutionEnvironment next = idle.pollFirst();
        while (next != null && !next.isAlive()) {
            next.stop();
            all.remove(next);
            next = idle.pollFirst();
        }
        return next;
    }

    synchronized void add(ExecutionEnvironment started) {
        if (isClosed) {
            started.stop();
            throw new IllegalStateException("The embedded Lambda is closed");
        }
        all.add(started);
    }

    synchronized void giveBack(ExecutionEnvironment used) {
        if (!isClosed) {
            idle.addFirst(used);
        }
    }

    void discard(ExecutionEnvironment dead) {
        dead.stop();
        synchronized (this) {
            all.remove(dead);
        }
    }

    synchronized void close() {
        isClosed = true;
        idle.clear();
        all.forEach(ExecutionEnvironment::stop);
        all.clear();
    }
}
