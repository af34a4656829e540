package io.anabranch.embedded.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;

/** Runs the invocations of one function, each in an execution environment of its own while it lasts. */
final class FunctionRunner {
    private final LambdaFunction function;
    private final LambdaExecutor executor;
    private final Admission.OfFunction admission;
    private final Consumer<Report> reports;
    private final EnvironmentPool pool = new EnvironmentPool();

    FunctionRunner(
            LambdaFunction function,
            LambdaExecutor executor,
            Admission.OfFunction admission,
            Consumer<Report> reports) {
        this.function = function;
        this.executor = executor;
        this.admission = admission;
        this.reports = reports;
    }

    /** An invocation's end. */
    record Result(String requestId, Outcome outcome, String logTail) {}

    Result run(Event event) throws InterruptedException {
        admission.enter();
        try {
            return runInEnvironment(event);
        } finally {
            admission.leave();
        }
    }

    private Result runInEnvironment(Event event) throws InterruptedException {
        String requestId = UUID.randomUUID().toString();
        ExecutionEnvironment warm = pool.takeIdle();
        ExecutionEnvironment environment;
        try {
            environment = warm == null ? start(event) : warm;
        } catch (InitFailedException e) {
            report(requestId, Optional.empty(), Duration.ZERO, OptionalLong.empty(), true);
            return new Result(requestId, e.outcome(), "");
        }
        long start = System.nanoTime();
        boolean isReusable = false;
        try {
            Outcome outcome = bounded(environment.invoke(new Invocation(
                    requestId,
                    event.functionArn(),
                    Instant.now().plus(function.timeout()),
                    event.payload(),
                    event.clientContext(),
                    event.tenantId())));
            isReusable = !(outcome instanceof Outcome.Failed failed && failed.isFatal());
            report(
                    requestId,
                    warm == null ? Optional.of(environment.initTime()) : Optional.empty(),
                    Duration.ofNanos(System.nanoTime() - start),
                    environment.maxMemoryBytes(),
                    outcome instanceof Outcome.Failed);
            return new Result(requestId, outcome, event.wantsLog() ? environment.logTail() : "");
        } finally {
            if (isReusable) {
                pool.giveBack(environment);
            } else {
                pool.discard(environment);
            }
        }
    }

    private ExecutionEnvironment start(Event event) throws InitFailedException, InterruptedException {
        ExecutionEnvironment started = executor.start(function, event.functionArn());
        pool.add(started);
        return started;
    }

    private static Outcome bounded(Outcome outcome) {
        boolean isTooLarge =
                outcome instanceof Outcome.Returned && outcome.payload().length > EmbeddedLambda.MAX_RESPONSE_BYTES;
        return isTooLarge
                ? new Outcome.Failed(ErrorPayloads.responseTooLarge(EmbeddedLambda.MAX_RESPONSE_BYTES), false)
                : outcome;
    }

    private void report(
            String requestId, Optional<Duration> init, Duration duration, OptionalLong maxMemory, boolean failed) {
        reports.accept(
                new Report(function.name(), requestId, init, duration, function.memoryMegabytes(), maxMemory, failed));
    }

    void close() {
        pool.close();
    }
}
