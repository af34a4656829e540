package io.anabranch.embedded.lambda;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One JVM with AWS's runtime in it, and the Runtime API it talks to. */
final class ProcessEnvironment implements ExecutionEnvironment {
    /** How long a failed runtime may take to show whether it goes on or dies. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(5);

    /** How often a running process is looked at: whether it lives, and what memory it holds. */
    private static final long LOOK_MILLIS = 50;

    /** A shell's way to say that a process died of a signal. */
    private static final int SIGNAL_BASE = 128;

    private static final Map<Integer, String> SIGNALS = Map.of(
            2, "interrupt",
            6, "aborted",
            7, "bus error",
            9, "killed",
            11, "segmentation fault",
            15, "terminated");

    private final LambdaFunction function;
    private final Process process;
    private final RuntimeApi api;
    private final LogTail log;
    private final Duration initTime;
    private final ProcessMemory memory;
    private volatile long maxMemoryBytes;

    private ProcessEnvironment(
            LambdaFunction function, Process process, RuntimeApi api, LogTail log, Duration initTime) {
        this.function = function;
        this.process = process;
        this.api = api;
        this.log = log;
        this.initTime = initTime;
        this.memory = new ProcessMemory(process.pid());
    }

    /** Starts the process and waits until it asks for its first invocation. */
    static ProcessEnvironment start(
            LambdaFunction function, ProcessBuilder command, RuntimeApi api, LogTail log, Duration limit)
            throws IOException, InitFailedException, InterruptedException {
        long start = System.nanoTime();
        CompletableFuture<Void> asked = api.nextAsked();
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            api.stop();
            throw e;
        }
        Thread reader = new Thread(new LogReader(process.getInputStream(), log), "lambda-log-" + function.name());
        reader.setDaemon(true);
        reader.start();
        boolean isUp = false;
        try {
            CompletableFuture<Object> firstEvent = CompletableFuture.anyOf(asked, api.initError(), process.onExit());
            Object event = firstEvent.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (event instanceof Outcome.Failed failed) {
                throw new InitFailedException(failed);
            }
            if (event instanceof Process dead) {
                throw new InitFailedException(new Outcome.Failed(ErrorPayloads.exited("none", exitReason(dead)), true));
            }
            isUp = true;
            Duration initTime = Duration.ofNanos(System.nanoTime() - start);
            return new ProcessEnvironment(function, process, api, log, initTime);
        } catch (TimeoutException e) {
            throw new InitFailedException(new Outcome.Failed(ErrorPayloads.timedOut("none", limit), true));
        } catch (ExecutionException e) {
            throw new IllegalStateException("None of these futures fails", e);
        } finally {
            if (!isUp) {
                process.destroyForcibly();
                api.stop();
            }
        }
    }

    @Override
    public Duration initTime() {
        return initTime;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public Outcome invoke(Invocation invocation) throws InterruptedException {
        log.mark();
        CompletableFuture<RuntimeApi.Answer> answer = api.deliver(invocation);
        while (true) {
            long left = Duration.between(Instant.now(), invocation.deadline()).toMillis();
            try {
                RuntimeApi.Answer answered =
                        answer.get(Math.max(0, Math.min(left, LOOK_MILLIS)), TimeUnit.MILLISECONDS);
                readMaxMemory();
                return afterAnswer(answered);
            } catch (TimeoutException notYet) {
                Optional<byte[]> reason = reasonToKill(invocation, answer, left);
                if (reason.isPresent()) {
                    process.destroyForcibly();
                    return new Outcome.Failed(reason.get(), true);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("An answer is completed by an outcome only", e);
            }
        }
    }

    private Optional<byte[]> reasonToKill(
            Invocation invocation, CompletableFuture<RuntimeApi.Answer> answer, long millisLeft) {
        readMaxMemory();
        if (!process.isAlive()) {
            // What it answered before it died arrived before this look.
            return answer.isDone()
                    ? Optional.empty()
                    : Optional.of(ErrorPayloads.exited(invocation.requestId(), exitReason(process)));
        }
        if (memory.privateBytes().orElse(0) > function.memoryMegabytes() * 1024L * 1024L) {
            return Optional.of(ErrorPayloads.outOfMemory(invocation.requestId()));
        }
        return millisLeft <= 0
                ? Optional.of(ErrorPayloads.timedOut(invocation.requestId(), function.timeout()))
                : Optional.empty();
    }

    private Outcome afterAnswer(RuntimeApi.Answer answered) throws InterruptedException {
        return answered.outcome() instanceof Outcome.Failed failed
                ? new Outcome.Failed(failed.payload(), !goesOn(answered.askedAgain()))
                : answered.outcome();
    }

    /** After an error the runtime asks for more, or it exits, as it does of an OutOfMemoryError. */
    private boolean goesOn(CompletableFuture<Void> askedAgain) throws InterruptedException {
        CompletableFuture<Object> either = CompletableFuture.anyOf(askedAgain, process.onExit());
        try {
            return !(either.get(SETTLE_LIMIT.toNanos(), TimeUnit.NANOSECONDS) instanceof Process);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Neither future fails", e);
        }
    }

    static String exitReason(Process dead) {
        int status = dead.exitValue();
        if (status == 0) {
            return "Runtime exited without providing a reason";
        }
        String signal = SIGNALS.get(status - SIGNAL_BASE);
        return "Runtime exited with error: " + (signal == null ? "exit status " + status : "signal: " + signal);
    }

    private void readMaxMemory() {
        memory.peakBytes().ifPresent(bytes -> maxMemoryBytes = bytes);
    }

    @Override
    public OptionalLong maxMemoryBytes() {
        return maxMemoryBytes == 0 ? OptionalLong.empty() : OptionalLong.of(maxMemoryBytes);
    }

    /** What the process printed before its answer may still be on its way through the pipe. */
    @Override
    public String logTail() throws InterruptedException {
        log.awaitQuiet();
        return log.text();
    }

    @Override
    public void stop() {
        process.destroyForcibly();
        api.stop();
    }
}
