package io.anabranch.runtime.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** All that a task is told: an item of the Distributed Map. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MapTask.class, name = "MAP"),
    @JsonSubTypes.Type(value = ReduceTask.class, name = "REDUCE")
})
public sealed interface Task permits MapTask, ReduceTask {
    RunRef run();

    TaskRef id();

    StageContext context();

    /** What it reads of the input; nothing in a reduce task. */
    default List<TaskSplit> splits() {
        return List.of();
    }

    /** Bytes of its splits. */
    default long splitBytes() {
        return splits().stream().mapToLong(TaskSplit::bytes).sum();
    }

    default int stage() {
        return id().stage();
    }

    default int number() {
        return id().number();
    }

    /** Number of the part files that this task writes. */
    default int part() {
        return context().firstPart() + number();
    }
}
