package io.anabranch.testkit;

/**
 * Hears how the tasks of a run get on, from several threads. Each method may throw: that ends the attempt, as if its function had crashed
 * there.
 */
public interface TaskListener {
    /** An attempt begins; nothing of it is done yet. */
    default void started(TaskAttempt attempt) {}

    /**
     * An attempt has done its work, and its receipt is written.
     *
     * @param reused whether an earlier attempt had already done it
     */
    default void finished(TaskAttempt attempt, boolean reused) {}

    /** An attempt failed; there may be another one. */
    default void failed(TaskAttempt attempt, Throwable failure) {}
}
