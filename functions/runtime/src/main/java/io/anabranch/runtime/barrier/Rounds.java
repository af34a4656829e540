package io.anabranch.runtime.barrier;

import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.split.SplitPlanner;
import java.util.ArrayList;
import java.util.List;

/**
 * The second round of a stage: every task that read a misjudged split is void, and what it read is read again, by as many tasks, from starts that
 * are certain now.
 */
final class Rounds {
    private Rounds() {}

    /** The tasks that take the place of those that are void. Their numbers go on behind {@code tasks}. */
    static List<MapTask> replan(List<StageTask> tasks, Judgement judgement, Limits limits) {
        List<TaskSplit> splits = new ArrayList<>();
        int next = 0;
        for (StageTask task : tasks) {
            next = Math.max(next, task.task().number() + 1);
            if (judgement.voids(task.task())) {
                task.task().splits().forEach(split -> splits.add(split.startingFrom(judgement.start(split))));
            }
        }
        Task like = tasks.get(0).task();
        List<MapTask> round = new ArrayList<>();
        for (List<TaskSplit> packed : SplitPlanner.pack(splits, limits)) {
            TaskRef id = new TaskRef(like.stage(), like.id().round() + 1, next + round.size());
            round.add(new MapTask(like.run(), id, like.context(), packed));
        }
        return round;
    }
}
