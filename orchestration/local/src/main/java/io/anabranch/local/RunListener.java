package io.anabranch.local;

import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Task;

/** Hears how a run gets on, from several threads. Returns quickly, throws nothing. */
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** A step was planned: its tasks are next. */
    default void planned(Step step) {}

    default void started(Task task) {}

    /** @param reused whether an earlier attempt had already done the task */
    default void finished(Task task, Receipt receipt, boolean reused) {}

    /** An attempt failed; there may be another one. */
    default void failed(Task task, Throwable failure) {}
}
