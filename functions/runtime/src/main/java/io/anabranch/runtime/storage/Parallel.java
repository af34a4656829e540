package io.anabranch.runtime.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many requests to S3 at once, a bounded number of them. The caller works too, so nothing waits for a thread that is not there; with
 * an executor that runs what it is given at once ({@code Runnable::run}) all is done in order, by the caller alone.
 *
 * @param executor lends threads
 * @param most requests under way at a time, the caller's included
 * @param order in which they begin
 */
public record Parallel(Executor executor, int most, Order order) {
    /** A Lambda has 1,024 file descriptors (Lambda quotas); 32 connections leave enough, and hide S3's 20 to 100 ms. */
    public static final int MOST = 32;

    /** Which call begins when. A simulation shuffles them. */
    @FunctionalInterface
    public interface Order {
        /** The numbers 0 to {@code count - 1}, the first one first. */
        int[] of(int count);
    }

    public Parallel {
        if (most < 1) {
            throw new IllegalArgumentException("Invalid number of requests at once: " + most);
        }
    }

    /** {@link #MOST} at a time, in the order of their numbers. */
    public Parallel(Executor executor) {
        this(executor, MOST, count -> IntStream.range(0, count).toArray());
    }

    /** The same threads, but fewer of them at a time. */
    public Parallel atMost(int fewer) {
        return new Parallel(executor, Math.min(most, fewer), order);
    }

    /**
     * Calls {@code task} with 0 to {@code count - 1} and returns the results in this order. When it returns or throws, none of the
     * calls is still under way.
     *
     * @throws RuntimeException the failure of the first index that failed; no call begins after a failure
     */
    public <R> List<R> map(int count, IntFunction<R> task) {
        Work<R> work = new Work<>(order.of(count), task);
        for (int i = 1; i < Math.min(most, count); i++) {
            executor.execute(work);
        }
        work.run();
        return work.await();
    }

    /** Calls that several threads take one after the other, each the next one. */
    private static final class Work<R> implements Runnable {
        private final int[] order;
        private final IntFunction<R> task;
        private final List<@Nullable R> results;
        private int next;
        private int underWay;
        private int failed = Integer.MAX_VALUE;
        private @Nullable Throwable failure;

        Work(int[] order, IntFunction<R> task) {
            this.order = order;
            this.task = task;
            this.results = new ArrayList<>(Collections.nCopies(order.length, null));
        }

        @Override
        public void run() {
            for (int index = take(); index >= 0; index = take()) {
                try {
                    done(index, task.apply(index));
                } catch (Throwable e) { // An OutOfMemoryError is the caller's as much as any other.
                    failed(index, e);
                }
            }
        }

        private synchronized int take() {
            if (next == order.length || failure != null) {
                return -1;
            }
            underWay++;
            return order[next++];
        }

        private synchronized void done(int index, R result) {
            results.set(index, result);
            underWay--;
            notifyAll();
        }

        private synchronized void failed(int index, Throwable e) {
            if (index < failed) {
                failed = index;
                failure = e;
            }
            underWay--;
            notifyAll();
        }

        @SuppressWarnings("NullAway") // Each call has set its result.
        synchronized List<R> await() {
            boolean interrupted = false;
            while (underWay > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return new ArrayList<>(results);
        }
    }
}
