package io.anabranch.handlers;

import io.anabranch.runtime.graph.PipelineCatalog;
import io.anabranch.runtime.plan.CatalogGraphs;
import io.anabranch.runtime.plan.Graphs;
import io.anabranch.runtime.receipt.TaskExecution;
import software.amazon.awssdk.services.s3.S3Client;

/** What a function in Lambda is made of, in one place. */
final class Wiring {
    private Wiring() {}

    /** The pipelines of this jar. */
    static Graphs graphs() {
        return new CatalogGraphs(new PipelineCatalog(Wiring.class.getClassLoader()));
    }

    /** Runs the tasks of any stage. */
    static TaskExecution tasks(S3Client s3) {
        throw new UnsupportedOperationException("The task package has not landed yet");
    }
}
