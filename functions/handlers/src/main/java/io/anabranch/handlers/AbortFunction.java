package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.runtime.commit.AbortReport;
import io.anabranch.runtime.commit.AbortRequest;
import io.anabranch.runtime.commit.Aborter;
import io.anabranch.runtime.storage.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.s3.S3Client;

/** Ends a run that failed: what was caught in, what the execution fails with out. */
public final class AbortFunction implements RequestStreamHandler {
    private final S3Client s3;
    private final Settings settings;
    private final Invocation<AbortRequest, AbortReport> invocation =
            new Invocation<>("abort", AbortRequest.class, this::abort);

    public AbortFunction() {
        this(Clients.s3(), Settings.of(System.getenv()));
    }

    public AbortFunction(S3Client s3, Settings settings) {
        this.s3 = s3;
        this.settings = settings;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }

    private AbortReport abort(AbortRequest request, Context context, LogLine log) {
        List<String> problems = new CopyOnWriteArrayList<>();
        AbortReport report = new Aborter(s3, settings.work(), Parallel.STANDARD, problems::add).abort(request);
        log.with("of", report.error()).with("because", report.cause());
        log.with("problems", problems.isEmpty() ? null : problems);
        return report;
    }
}
