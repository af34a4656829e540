package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.task.TaskExecution;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs one task and tells why it failed: the map and the reduce function do the same, at different sizes. */
final class TaskInvocation {
    /** Characters: what a stack overflow leaves is long, and says little. */
    private static final int MOST_TRACE = 20_000;

    private final Platform platform;
    private final TaskExecution tasks;

    TaskInvocation(Platform platform, TaskExecution tasks) {
        this.platform = platform;
        this.tasks = tasks;
    }

    TaskAnswer run(Task task, Context context, LogLine log) {
        String attempt = attempt(context);
        log.run(task.run())
                .with("stage", task.stage())
                .with("round", task.id().round())
                .with("task", task.number())
                .with("attempt", attempt);
        Receipt receipt;
        try {
            receipt = tasks.run(task, attempt);
        } catch (RuntimeException | Error failure) {
            record(task, attempt, failure, log);
            throw failure;
        }
        log.with("winner", receipt.attempt().equals(attempt) ? null : receipt.attempt())
                .with("read", receipt.flow().recordsRead())
                .with("written", receipt.flow().recordsWritten())
                .with("cpuMillis", receipt.timings().cpuMillis())
                .with("spilledBytes", receipt.timings().spilledBytes());
        return new TaskAnswer(task.stage(), task.number(), receipt.attempt());
    }

    /** The state machine does not pass the error of a child on to its parent. */
    private void record(Task task, String attempt, Throwable failure, LogLine log) {
        try {
            new ReceiptStore(new RunObjects(platform.store()), task.run())
                    .record(new Failure(
                            task.stage(),
                            task.number(),
                            attempt,
                            failure.getClass().getName(),
                            failure.getMessage(),
                            trace(failure),
                            platform.clock().millis()));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            log.with("unrecorded", e.getMessage());
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.getBuffer().length() <= MOST_TRACE
                ? text.toString()
                : text.getBuffer().substring(0, MOST_TRACE) + "…";
    }

    /** The request's id, new with each retry. */
    private String attempt(Context context) {
        String request = context.getAwsRequestId();
        return request == null || request.isBlank() ? platform.ids().get() : request;
    }
}
