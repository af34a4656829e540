package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.runtime.commit.AbortReport;
import io.anabranch.runtime.commit.AbortRequest;
import io.anabranch.runtime.commit.Aborter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ends a run that failed: what was caught in, what the execution fails with out. */
public final class AbortFunction implements RequestStreamHandler {
    private final Platform platform;
    private final Settings settings;
    private final Invocation<AbortRequest, AbortReport> invocation =
            new Invocation<>("abort", AbortRequest.class, this::abort);

    public AbortFunction() {
        this(Wiring.platform(), Settings.of(System.getenv()));
    }

    public AbortFunction(Platform platform, Settings settings) {
        this.platform = platform;
        this.settings = settings;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }

    private AbortReport abort(AbortRequest request, Context context, LogLine log) {
        List<String> problems = new CopyOnWriteArrayList<>();
        AbortReport report =
                new Aborter(platform.store(), settings.work(), platform.parallel(), problems::add).abort(request);
        log.with("of", report.error()).with("because", report.cause());
        log.with("problems", problems.isEmpty() ? null : problems);
        return report;
    }
}
