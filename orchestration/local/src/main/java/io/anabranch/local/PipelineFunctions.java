package io.anabranch.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.handlers.AbortFunction;
import io.anabranch.handlers.BarrierFunction;
import io.anabranch.handlers.CommitFunction;
import io.anabranch.handlers.MapFunction;
import io.anabranch.handlers.PlanFunction;
import io.anabranch.handlers.ReduceFunction;
import io.anabranch.handlers.Settings;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.task.TaskExecution;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/** The real handlers on the embedded S3. */
final class PipelineFunctions {
    /** The bucket of the runs' own objects. */
    static final String WORK_BUCKET = "work";

    private final S3Client s3;
    private final Graphs graphs;
    private final Places places;
    private final TaskExecution tasks;
    private final Settings settings = new Settings(new S3Uri(WORK_BUCKET, ""), null);

    PipelineFunctions(S3Client s3, Graphs graphs, Places places, TaskSettings taskSettings, RunListener listener) {
        this.s3 = s3;
        this.graphs = graphs;
        this.places = places;
        this.tasks = new ObservedTasks(new TaskRunner(s3, graphs, taskSettings, Clock.systemUTC()), listener);
    }

    RequestStreamHandler handler(Function function) {
        return switch (function) {
            case PLAN -> new PlanFunction(s3, graphs, settings, places);
            case MAP, MAP_LARGE -> new MapFunction(s3, tasks);
            case REDUCE, REDUCE_LARGE -> new ReduceFunction(s3, tasks);
            case BARRIER -> new BarrierFunction(s3, graphs);
            case COMMIT -> new CommitFunction(s3);
            case ABORT -> new AbortFunction(s3, settings);
        };
    }
}
