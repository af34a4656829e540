package io.anabranch.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.handlers.AbortFunction;
import io.anabranch.handlers.BarrierFunction;
import io.anabranch.handlers.CommitFunction;
import io.anabranch.handlers.MapFunction;
import io.anabranch.handlers.PlanFunction;
import io.anabranch.handlers.Platform;
import io.anabranch.handlers.ReduceFunction;
import io.anabranch.handlers.Settings;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.task.TaskExecution;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;

/** The functions that deploy, in the place that they are given. */
public final class PipelineFunctions {
    private final Platform platform;
    private final Graphs graphs;
    private final Places places;
    private final TaskExecution tasks;
    private final Settings settings;

    /**
     * @param places where what pipelines read and write is
     * @param listener is told of every task
     */
    public PipelineFunctions(
            Platform platform,
            Graphs graphs,
            Settings settings,
            Places places,
            TaskSettings taskSettings,
            RunListener listener) {
        this.platform = platform;
        this.graphs = graphs;
        this.places = places;
        this.settings = settings;
        this.tasks = new ObservedTasks(
                new TaskRunner(
                        platform.store(),
                        platform.parallel(),
                        graphs,
                        taskSettings,
                        platform.clock(),
                        platform.cpuNanos()),
                listener);
    }

    /** A new handler of a function. */
    public RequestStreamHandler handler(Function function) {
        return switch (function) {
            case PLAN -> new PlanFunction(platform, graphs, settings, places);
            case MAP, MAP_LARGE -> new MapFunction(platform, tasks);
            case REDUCE, REDUCE_LARGE -> new ReduceFunction(platform, tasks);
            case BARRIER -> new BarrierFunction(platform, graphs);
            case COMMIT -> new CommitFunction(platform);
            case ABORT -> new AbortFunction(platform, settings);
        };
    }
}
