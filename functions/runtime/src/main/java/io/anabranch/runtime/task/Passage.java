package io.anabranch.runtime.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries a failure of ours, or of another step, past the user's function that happens to stand between: what is emitted inside of a flat
 * map may fail in any later step, what is read inside of a group function may not be readable. The function may catch what flies by, wrap it,
 * or go on as if nothing had happened; when it is left, by {@link UserCode}, what was carried goes on as it was.
 *
 * <p>One per attempt.
 */
final class Passage {
    private static final VarHandle CARRIED = carriedField();

    /**
     * Looked at several times a record, and plainly: the attempt's own thread sees what it carries. User code may run on other threads, where
     * an emission fails before it has any effect: {@link #settle} sees what was carried there.
     */
    private @Nullable Throwable carried;

    private @Nullable String outOfMemoryStep;

    /** Notes a failure that is about to fly through user code, and returns what to throw. The first one stays. */
    RuntimeException carry(Throwable failure) {
        CARRIED.compareAndSet(this, null, failure);
        return unchecked(failure);
    }

    /** What {@code source} gives to user code, its failure carried. */
    <T> T carrying(Supplier<T> source) {
        try {
            return source.get();
        } catch (Throwable failure) {
            throw carry(failure);
        }
    }

    /** Throws what is being carried, if anything is, and carries it no longer. To be called whenever user code is left. */
    void release() {
        Throwable failure = carried;
        if (failure != null) {
            carried = null;
            throw unchecked(failure);
        }
    }

    /** The last {@link #release} of an attempt, which misses nothing that another thread carried before. */
    void settle() {
        CARRIED.getAcquire(this);
        release();
    }

    /** Throws what is being carried, if anything is: user code that has swallowed it gets no further. */
    void stop() {
        Throwable failure = carried;
        if (failure != null) {
            throw unchecked(failure);
        }
    }

    /** Notes where memory ran out, for the error itself stays the JVM's. */
    void outOfMemoryIn(String step) {
        outOfMemoryStep = step;
    }

    /** The step in whose functions memory ran out, or null if it was elsewhere. */
    @Nullable
    String outOfMemoryStep() {
        return outOfMemoryStep;
    }

    private static VarHandle carriedField() {
        try {
            return MethodHandles.lookup().findVarHandle(Passage.class, "carried", Throwable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
