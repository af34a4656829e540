package io.anabranch.runtime.run;

import io.anabranch.runtime.graph.Decisions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a task is told: an item of the Distributed Map. It reads splits, or segments of a shuffle within a range of keys.
 *
 * @param task number in its stage, unique over all rounds
 * @param splits what a map task reads; empty for a reduce task
 * @param segments what a reduce task merges, or null
 * @param from first sort key of a reduce task as hex digits, or null: from the first
 * @param to sort key behind the last one as hex digits, or null: to the last
 * @param sides channels that are read whole
 * @param decisions what the barriers have decided so far; the graph is built with them
 * @param firstPart number of the part files of this stage's task 0: other stages that write to the same place have those below
 */
public record TaskDescriptor(
        RunRef run,
        int stage,
        int round,
        int task,
        List<TaskSplit> splits,
        @Nullable SegmentsRef segments,
        @Nullable String from,
        @Nullable String to,
        List<SideInput> sides,
        Decisions decisions,
        int firstPart) {
    public TaskDescriptor {
        splits = List.copyOf(splits);
        sides = List.copyOf(sides);
    }

    /** Number of the part files that this task writes. */
    public int part() {
        return firstPart + task;
    }

    /** Bytes of its splits. */
    public long splitBytes() {
        return splits.stream().mapToLong(TaskSplit::bytes).sum();
    }
}
