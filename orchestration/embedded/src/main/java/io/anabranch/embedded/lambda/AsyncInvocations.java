package io.anabranch.embedded.lambda;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Events that nobody waits for: tried, and tried again after a pause if the function fails, as often as there are pauses. One that is
 * throttled has not been tried, and comes back.
 */
final class AsyncInvocations {
    private static final Duration THROTTLE_PAUSE = Duration.ofSeconds(1);

    private final List<Duration> retryDelays;
    private final ExecutorService runners = Executors.newCachedThreadPool(daemons("lambda-async"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(daemons("lambda-async-timer"));

    AsyncInvocations(List<Duration> retryDelays) {
        this.retryDelays = retryDelays;
    }

    void submit(FunctionRunner runner, Event event) {
        runners.execute(() -> attempt(runner, event, 0));
    }

    private void attempt(FunctionRunner runner, Event event, int failures) {
        try {
            Outcome outcome = runner.run(event).outcome();
            if (outcome instanceof Outcome.Failed && failures < retryDelays.size()) {
                later(retryDelays.get(failures), runner, event, failures + 1);
            }
        } catch (TooManyRequestsException e) {
            later(THROTTLE_PAUSE, runner, event, failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void later(Duration pause, FunctionRunner runner, Event event, int failures) {
        try {
            Future<?> unused = timer.schedule(
                    () -> runners.execute(() -> attempt(runner, event, failures)),
                    pause.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The client was closed; what has not been delivered by then is not.
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    void close() {
        timer.shutdownNow();
        runners.shutdownNow();
    }
}
