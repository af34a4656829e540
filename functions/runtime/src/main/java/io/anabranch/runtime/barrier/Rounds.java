package io.anabranch.runtime.barrier;

import io.anabranch.runtime.plan.SplitPlanner;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.Misjudged;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.run.TaskSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second round of a stage: every task that touched a misjudged object is void, and what it read is read again, the misjudged
 * objects whole.
 */
final class Rounds {
    private Rounds() {}

    /** The tasks that take the place of those that are void. Their numbers go on behind {@code tasks}. */
    static List<MapTask> replan(List<StageTask> tasks, Set<String> misjudged, Limits limits) {
        Map<Whole, TaskSplit> whole = new LinkedHashMap<>();
        List<TaskSplit> splits = new ArrayList<>();
        int next = 0;
        for (StageTask task : tasks) {
            next = Math.max(next, task.task().number() + 1);
            if (!(task.task() instanceof MapTask map) || !Misjudged.touches(map, misjudged)) {
                continue;
            }
            for (TaskSplit split : map.splits()) {
                String object = split.object().uri().toString();
                if (!misjudged.contains(object)) {
                    splits.add(split);
                } else if (whole.putIfAbsent(new Whole(split.read(), object), split) == null) {
                    splits.add(new TaskSplit(
                            split.read(),
                            split.header(),
                            split.object(),
                            0,
                            split.object().size()));
                }
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

    private record Whole(int read, String object) {}
}
