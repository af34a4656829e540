package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import java.nio.file.Path;

/**
 * What a shuffle may use.
 *
 * @param store where packed objects live
 * @param parallel threads that fetch
 * @param directory an existing local directory for spills and fetched segments; its user deletes what it puts there
 * @param memoryBudgetBytes heap that one writer or reader may hold; a record larger than that is still carried
 * @param buffers what is kept from task to task
 * @param compresses whether blocks are compressed, where they shrink
 */
public record Workspace(
        ObjectStore store,
        Parallel parallel,
        Path directory,
        long memoryBudgetBytes,
        SortBuffers buffers,
        boolean compresses) {
    /** Below this the buffers of a single block do not fit. */
    public static final long MIN_MEMORY_BYTES = 64 << 10;

    public Workspace {
        if (memoryBudgetBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "Invalid memory budget: " + memoryBudgetBytes + " bytes, expected at least " + MIN_MEMORY_BYTES);
        }
    }

    /** Compresses what goes far. */
    public Workspace(
            ObjectStore store, Parallel parallel, Path directory, long memoryBudgetBytes, SortBuffers buffers) {
        this(store, parallel, directory, memoryBudgetBytes, buffers, store.distance() == Distance.FAR);
    }

    /** The same, and blocks are compressed wherever they go. */
    public Workspace compressing() {
        return new Workspace(store, parallel, directory, memoryBudgetBytes, buffers, true);
    }
}
