package io.anabranch.runtime.split;

import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.StageContext;
import io.anabranch.runtime.run.TaskRef;
import java.util.ArrayList;
import java.util.List;

/** The tasks of a stage that reads objects. */
public final class MapTasks {
    private MapTasks() {}

    /**
     * Cuts a listing into the descriptors of round 0.
     *
     * @param listing objects of the stage's reads, in order
     */
    public static List<MapTask> of(
            RunRef run, int stage, Iterable<Listed> listing, Limits limits, StageContext context) {
        List<MapTask> tasks = new ArrayList<>();
        SplitPlanner.plan(
                listing,
                limits,
                splits -> tasks.add(new MapTask(run, new TaskRef(stage, 0, tasks.size()), context, splits)));
        return tasks;
    }
}
