package io.anabranch.runtime.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

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
