package io.anabranch.runtime.shuffle;

import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a shuffle may use.
 *
 * @param s3 where packed objects live
 * @param directory an existing local directory for spills and fetched segments; its user deletes what it puts there
 * @param memoryBudgetBytes heap that one writer or reader may hold; a record larger than that is still carried
 */
public record Workspace(S3Client s3, Path directory, long memoryBudgetBytes) {
    /** Below this the buffers of a single block do not fit. */
    public static final long MIN_MEMORY_BYTES = 64 << 10;

    public Workspace {
        if (memoryBudgetBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "Invalid memory budget: " + memoryBudgetBytes + " bytes, expected at least " + MIN_MEMORY_BYTES);
        }
    }
}
