package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.runtime.barrier.BarrierRunner;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.run.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Between two stages: the step that was done in, the next step out. */
public final class BarrierFunction implements RequestStreamHandler {
    private final BarrierRunner barrier;
    private final Invocation<Step, Step> invocation = new Invocation<>("barrier", Step.class, this::next);

    public BarrierFunction() {
        this(Wiring.platform(), Wiring.graphs());
    }

    public BarrierFunction(Platform platform, Graphs graphs) {
        this.barrier = new BarrierRunner(platform.store(), graphs, platform.parallel());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }

    private Step next(Step done, Context context, LogLine log) {
        log.run(done.run()).with("stage", done.stage()).with("round", done.round());
        Step next = barrier.next(done);
        log.with("next", next.kind())
                .with("tasks", next.tasks() == null ? 0 : next.tasks().count());
        return next;
    }
}
