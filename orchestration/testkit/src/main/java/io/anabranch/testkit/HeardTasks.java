package io.anabranch.testkit;

import io.anabranch.local.RunListener;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Task;

/** Tells a test's listener of the tasks of a run. */
record HeardTasks(TaskListener listener) implements RunListener {
    @Override
    public void started(Task task) {
        listener.started(attempt(task));
    }

    @Override
    public void finished(Task task, Receipt receipt, boolean reused) {
        listener.finished(attempt(task), reused);
    }

    @Override
    public void failed(Task task, Throwable failure) {
        listener.failed(attempt(task), failure);
    }

    private static TaskAttempt attempt(Task task) {
        return new TaskAttempt(task.stage(), task.number());
    }
}
