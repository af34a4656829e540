package io.anabranch.embedded.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One handler and the one thread it runs on. */
final class InProcessEnvironment implements ExecutionEnvironment {
    private final LambdaFunction function;
    private final RequestStreamHandler handler;
    private final ExecutorService thread;
    private final Duration initTime;
    private final LogTail log;

    private InProcessEnvironment(
            LambdaFunction function,
            RequestStreamHandler handler,
            ExecutorService thread,
            Duration initTime,
            LogTail log) {
        this.function = function;
        this.handler = handler;
        this.thread = thread;
        this.initTime = initTime;
        this.log = log;
    }

    static InProcessEnvironment start(
            LambdaFunction function, Supplier<? extends RequestStreamHandler> handlers, LogTail log)
            throws InitFailedException {
        long start = System.nanoTime();
        RequestStreamHandler handler;
        try {
            handler = handlers.get();
        } catch (RuntimeException | Error e) {
            throw new InitFailedException(new Outcome.Failed(ErrorPayloads.of(e), true));
        }
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread daemon = new Thread(task, "lambda-" + function.name());
            daemon.setDaemon(true);
            return daemon;
        });
        return new InProcessEnvironment(function, handler, thread, Duration.ofNanos(System.nanoTime() - start), log);
    }

    @Override
    public Duration initTime() {
        return initTime;
    }

    @Override
    public Outcome invoke(Invocation invocation) throws InterruptedException {
        Future<Outcome> running = thread.submit(() -> run(invocation));
        try {
            long left = Duration.between(Instant.now(), invocation.deadline()).toNanos();
            return running.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Outcome.Failed(ErrorPayloads.timedOut(invocation.requestId(), function.timeout()), true);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An invocation ends in an outcome, whatever its handler throws", e);
        }
    }

    /** Errors too are answers of the function: Lambda reports an OutOfMemoryError like any other, and ends the environment. */
    @SuppressWarnings("CatchingUnchecked")
    private Outcome run(Invocation invocation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(invocation.payload()),
                    out,
                    new InvocationContext(function, invocation, log));
            return new Outcome.Returned(out.toByteArray());
        } catch (VirtualMachineError e) {
            return new Outcome.Failed(ErrorPayloads.of(e), true);
        } catch (Throwable e) {
            return new Outcome.Failed(ErrorPayloads.of(e), false);
        }
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public OptionalLong maxMemoryBytes() {
        return OptionalLong.empty();
    }

    @Override
    public String logTail() {
        return log.text();
    }

    @Override
    public void stop() {
        thread.shutdownNow();
    }
}
