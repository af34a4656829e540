package io.anabranch.runtime.shuffle;

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

    /** An empty buffer, whose memory may have been used before. */
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

    /** Takes a buffer back that nobody uses any more. */
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
