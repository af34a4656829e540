package io.anabranch.runtime.plan;

import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.SideInput;
import io.anabranch.runtime.run.TaskDescriptor;
import java.util.ArrayList;
import java.util.List;

/** The tasks of a stage that reads objects. */
public final class MapTasks {
    private MapTasks() {}

    /**
     * Cuts a listing into the descriptors of round 0.
     *
     * @param listing objects of the stage's reads, in order
     * @param sides channels that each task reads whole
     * @param firstPart number of the first part file
     */
    public static List<TaskDescriptor> of(
            RunRef run,
            int stage,
            Iterable<Listed> listing,
            Limits limits,
            List<SideInput> sides,
            Decisions decisions,
            int firstPart) {
        List<TaskDescriptor> tasks = new ArrayList<>();
        SplitPlanner.plan(
                listing,
                limits,
                splits -> tasks.add(new TaskDescriptor(
                        run, stage, 0, tasks.size(), splits, null, null, null, sides, decisions, firstPart)));
        return tasks;
    }
}
