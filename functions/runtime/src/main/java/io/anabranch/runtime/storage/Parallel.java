package io.anabranch.runtime.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Many requests to S3 at once, a bounded number of them. Threads live as long as one call.
 *
 * @param threads requests under way at a time
 */
public record Parallel(int threads) {
    /** A Lambda has 1,024 file descriptors (Lambda quotas); 32 connections leave enough, and hide S3's 20 to 100 ms. */
    public static final Parallel STANDARD = new Parallel(32);

    /**
     * Calls {@code task} with 0 to {@code count - 1} and returns the results in this order.
     *
     * @throws RuntimeException the failure of the first index that failed; the others are given up
     */
    public <R> List<R> map(int count, IntFunction<R> task) {
        if (count <= 1 || threads == 1) {
            List<R> results = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                results.add(task.apply(i));
            }
            return results;
        }
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, count));
        try {
            List<Future<R>> futures = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int index = i;
                futures.add(executor.submit((Callable<R>) () -> task.apply(index)));
            }
            List<R> results = new ArrayList<>(count);
            for (Future<R> future : futures) {
                results.add(result(future));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("A request failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for S3", e);
        }
    }
}
