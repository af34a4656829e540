package io.anabranch.runtime.task;

import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Task;

/** Runs a task of any stage: what the map and the reduce function do. */
@FunctionalInterface
public interface TaskExecution {
    /**
     * Runs the task, or finds that it has been run.
     *
     * @param attempt id of this attempt, unique among all attempts of the task
     * @return the receipt of the attempt that won, this one or an earlier one
     * @throws io.anabranch.error.AnabranchException if the task failed
     */
    Receipt run(Task task, String attempt);
}
