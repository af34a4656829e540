package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.runtime.run.Form;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.task.TaskExecution;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Runs a task that reads what earlier stages shuffled. Deployed twice, the second time with more memory. */
public final class ReduceFunction implements RequestStreamHandler {
    private final Invocation<Task, TaskAnswer> invocation;

    public ReduceFunction() {
        this(Wiring.platform());
    }

    private ReduceFunction(Platform platform) {
        this(platform, Wiring.tasks(platform));
    }

    public ReduceFunction(Platform platform, TaskExecution tasks) {
        this.invocation = new Invocation<>("reduce", Form::task, new TaskInvocation(platform, tasks)::run);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        invocation.handle(in, out, context);
    }
}
