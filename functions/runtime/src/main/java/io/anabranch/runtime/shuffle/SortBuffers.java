package io.anabranch.runtime.shuffle;

import static java.util.Objects.requireNonNull;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that a process keeps from one task for the next: memory that was never touched costs more than sorting what comes into it. As
 * many as tasks have used at once; where memory gets short the collector takes those that are not in use. Safe for several threads.
 */
public final class SortBuffers {
    private final Deque<SoftReference<SortBuffer>> idle = new ArrayDeque<>();

    /** A buffer that is somebody's until it is closed, for the first time. */
    final class Loan implements AutoCloseable {
        private @Nullable SortBuffer buffer;

        private Loan(SortBuffer buffer) {
            this.buffer = buffer;
        }

        /** The buffer, as long as it is lent. */
        SortBuffer buffer() {
            return requireNonNull(buffer);
        }

        @Override
        public void close() {
            if (buffer != null) {
                giveBack(buffer);
                buffer = null;
            }
        }
    }

    /** An empty buffer, whose memory may have been used before. */
    Loan lend(ShuffleOrder order, Workspace workspace) {
        return new Loan(take(order, workspace));
    }

    /** The same, for those who give it back themselves, once. */
    SortBuffer take(ShuffleOrder order, Workspace workspace) {
        int pageBytes = SortBuffer.pageBytes(workspace);
        for (SortBuffer kept = next(); kept != null; kept = next()) {
            if (kept.pageBytes() == pageBytes) {
                kept.reuse(order, SortBuffer.share(workspace));
                return kept;
            }
        }
        return new SortBuffer(order, pageBytes);
    }

    synchronized void giveBack(SortBuffer buffer) {
        idle.push(new SoftReference<>(buffer));
    }

    private synchronized @Nullable SortBuffer next() {
        while (!idle.isEmpty()) {
            SortBuffer kept = idle.pop().get();
            if (kept != null) {
                return kept;
            }
        }
        return null;
    }
}
