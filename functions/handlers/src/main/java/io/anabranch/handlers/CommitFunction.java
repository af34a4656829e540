package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.commit.Committer;
import io.anabranch.runtime.run.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Makes the output visible: the last step in, the outputs out. */
public final class CommitFunction implements RequestStreamHandler {
    private final Committer committer;
    private final Invocation<Step, CommitSummary> invocation = new Invocation<>("commit", Step.class, this::commit);

    public CommitFunction() {
        this(Wiring.platform());
    }

    public CommitFunction(Platform platform) {
        this.committer = new Committer(platform.store(), platform.parallel(), platform.clock());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }

    private CommitSummary commit(Step step, Context context, LogLine log) {
        log.run(step.run());
        CommitSummary summary = committer.commit(step);
        log.with("outputs", summary.outputs());
        return summary;
    }
}
