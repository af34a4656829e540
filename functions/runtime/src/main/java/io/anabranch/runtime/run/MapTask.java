package io.anabranch.runtime.run;

import java.util.List;

/** A task that reads splits of the input; none if there is no input, so that a stage over nothing has its say too. */
public record MapTask(RunRef run, TaskRef id, StageContext context, List<TaskSplit> splits) implements Task {
    public MapTask {
        splits = List.copyOf(splits);
    }
}
