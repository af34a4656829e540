package io.anabranch.benchmarks.loops;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.runtime.shuffle.SortBuffers;
import io.anabranch.runtime.shuffle.Workspace;
import io.anabranch.runtime.storage.Backoff;
import io.anabranch.runtime.storage.Content;
import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.SplittableRandom;

/** Objects in memory, near, and what a task may use: the loops are measured, and no disk. */
public final class Memory {
    /** As many records as a task of a few megabytes has. */
    public static final int RECORDS = 50_000;

    private final ObjectStore store = new ObjectStore(
            MemoryS3.of("bucket"), Backoff.standard(pause -> {}, new SplittableRandom(1)), Distance.NEAR);

    public ObjectStore store() {
        return store;
    }

    public ObjectRef put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return store.put(new S3Uri("bucket", name), Content.of(bytes, 0, bytes.length));
    }

    public Workspace workspace() throws IOException {
        return new Workspace(
                store,
                new Parallel(Runnable::run),
                Files.createTempDirectory("anabranch-jmh"),
                256 << 20,
                new SortBuffers());
    }
}
