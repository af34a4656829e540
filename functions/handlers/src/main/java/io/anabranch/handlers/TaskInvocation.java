package io.anabranch.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import io.anabranch.runtime.run.Failure;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.task.TaskExecution;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs one task and tells why it failed: the map and the reduce function do the same, at different sizes. */
final class TaskInvocation {
    private final S3Client s3;
    private final TaskExecution tasks;

    TaskInvocation(S3Client s3, TaskExecution tasks) {
        this.s3 = s3;
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
            new ReceiptStore(new RunObjects(s3), task.run())
                    .record(new Failure(
                            task.stage(),
                            task.number(),
                            attempt,
                            failure.getClass().getName(),
                            failure.getMessage(),
                            System.currentTimeMillis()));
        } catch (RuntimeException e) {
            log.with("unrecorded", e.getMessage());
        }
    }

    /** The request's id, new with each retry. */
    private static String attempt(Context context) {
        String request = context.getAwsRequestId();
        return request == null || request.isBlank() ? UUID.randomUUID().toString() : request;
    }
}
