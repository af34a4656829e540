package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.plan.Planner;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Begins a run: execution's input in, first step out. */
public final class PlanFunction implements RequestStreamHandler {
    private final Planner planner;
    private final Settings settings;
    private final Invocation<PlanRequest, Step> invocation = new Invocation<>("plan", PlanRequest.class, this::plan);

    public PlanFunction() {
        this(Wiring.platform(), Wiring.graphs(), Settings.of(System.getenv()), Places.IN_S3);
    }

    /** @param places where what pipelines read and write is */
    public PlanFunction(Platform platform, Graphs graphs, Settings settings, Places places) {
        this.planner =
                new Planner(platform.store(), platform.parallel(), graphs, settings.work(), places, platform.ids());
        this.settings = settings;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }

    private Step plan(PlanRequest request, Context context, LogLine log) {
        log.with("run", request.id()).with("pipeline", request.pipeline());
        Step step = planner.plan(request.withMaxConcurrency(settings.maxConcurrency()));
        log.with("stage", step.stage())
                .with("tasks", step.tasks() == null ? 0 : step.tasks().count());
        return step;
    }
}
