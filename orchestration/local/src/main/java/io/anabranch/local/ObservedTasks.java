package io.anabranch.local;

import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.task.TaskExecution;

/** Tells a listener of every attempt. */
final class ObservedTasks implements TaskExecution {
    private final TaskExecution tasks;
    private final RunListener listener;

    ObservedTasks(TaskExecution tasks, RunListener listener) {
        this.tasks = tasks;
        this.listener = listener;
    }

    @Override
    public Receipt run(Task task, String attempt) {
        listener.started(task);
        Receipt receipt;
        try {
            receipt = tasks.run(task, attempt);
        } catch (RuntimeException | Error failure) {
            listener.failed(task, failure);
            throw failure;
        }
        listener.finished(task, receipt, !receipt.attempt().equals(attempt));
        return receipt;
    }
}
