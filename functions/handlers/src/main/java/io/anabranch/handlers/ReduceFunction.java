package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.task.TaskExecution;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs a task that reads what earlier stages shuffled. Deployed twice, the second time with more memory. */
public final class ReduceFunction implements RequestStreamHandler {
    private final Invocation<Task, TaskAnswer> invocation;

    public ReduceFunction() {
        this(Clients.s3());
    }

    private ReduceFunction(S3Client s3) {
        this(s3, Wiring.tasks(s3));
    }

    public ReduceFunction(S3Client s3, TaskExecution tasks) {
        this.invocation = new Invocation<>("reduce", Task.class, new TaskInvocation(s3, tasks)::run);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }
}
