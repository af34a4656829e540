package io.anabranch.states.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Real time and real threads: one per core for executions, one for timers, as many as needed for what blocks. */
public final class RealScheduler implements Scheduler {
    private final Clock clock;
    private final ExecutorService loops;
    private final ExecutorService blocking;
    private final ScheduledThreadPoolExecutor timers;

    private RealScheduler(Clock clock, int threads) {
        this.clock = clock;
        this.loops = Executors.newFixedThreadPool(threads, named("states-loop-"));
        this.blocking = Executors.newCachedThreadPool(named("states-blocking-"));
        this.timers = new ScheduledThreadPoolExecutor(1, named("states-timer-"));
        timers.setRemoveOnCancelPolicy(true);
    }

    public static RealScheduler create() {
        return new RealScheduler(
                Clock.systemUTC(), Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable task) {
        submit(loops, task);
    }

    @Override
    public void executeBlocking(Runnable task) {
        submit(blocking, task);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> timer =
                    timers.schedule(() -> execute(task), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    @Override
    public Hold hold() {
        return Hold.NONE;
    }

    @Override
    public void close() {
        timers.shutdownNow();
        loops.shutdownNow();
        blocking.shutdownNow();
    }

    /** After the close nothing runs any more, and nobody waits for it. */
    private static void submit(ExecutorService threads, Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                throw e;
            }
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
