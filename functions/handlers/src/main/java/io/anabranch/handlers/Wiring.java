package io.anabranch.handlers;

import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.task.TaskExecution;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.nio.file.Path;

/** What a function in Lambda is made of, in one place. */
final class Wiring {
    private Wiring() {}

    /** The pipelines of this jar; which code it is, is found out while a function starts, or before its snapshot is taken. */
    static Graphs graphs() {
        Graphs graphs = CatalogGraphs.ofClassPath();
        graphs.code();
        return graphs;
    }

    static Platform platform() {
        return Platform.ofThisJvm(Clients.s3());
    }

    /** Runs the tasks of any stage. */
    static TaskExecution tasks(Platform platform) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new TaskRunner(
                platform.store(),
                platform.parallel(),
                graphs(),
                TaskSettings.ofThisJvm(1, temporary),
                platform.clock(),
                platform.cpuNanos());
    }
}
