package io.anabranch.runtime.task;

import io.anabranch.runtime.run.Limits;
import java.nio.file.Path;

/**
 * What a task may use of the machine.
 *
 * @param memoryBytes heap for its buffers, all of them together
 * @param directory local directory for spills
 */
public record TaskSettings(long memoryBytes, Path directory) {
    private static final long MIN_MEMORY_BYTES = Limits.LEAST_MEMORY_BYTES;

    public TaskSettings {
        if (memoryBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "Invalid memory of a task: " + memoryBytes + " bytes, expected at least " + MIN_MEMORY_BYTES);
        }
    }

    /**
     * The settings for {@code tasks} at a time in this JVM: half of the heap is theirs. The other half is for input chunks, the user's
     * objects and the collector's room.
     */
    public static TaskSettings ofThisJvm(int tasks, Path directory) {
        long share = Runtime.getRuntime().maxMemory() / 2 / Math.max(1, tasks);
        return new TaskSettings(Math.max(MIN_MEMORY_BYTES, share), directory);
    }

    /** The same with a budget that the run was planned with; 0 leaves it as it is. */
    TaskSettings limitedTo(long plannedBytes) {
        return plannedBytes == 0 ? this : new TaskSettings(Math.min(plannedBytes, memoryBytes), directory);
    }
}
