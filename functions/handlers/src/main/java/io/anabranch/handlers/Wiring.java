package io.anabranch.handlers;

import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.task.TaskExecution;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/** What a function in Lambda is made of, in one place. */
final class Wiring {
    private Wiring() {}

    /** The pipelines of this jar. */
    static Graphs graphs() {
        return CatalogGraphs.ofClassPath();
    }

    /** Runs the tasks of any stage. */
    static TaskExecution tasks(S3Client s3) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new TaskRunner(s3, graphs(), TaskSettings.ofThisJvm(1, temporary), Clock.systemUTC());
    }
}
