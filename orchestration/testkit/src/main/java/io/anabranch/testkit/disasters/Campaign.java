package io.anabranch.testkit.disasters;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Many seeds.
 *
 * @param trials what a seed tries
 * @param sabotage what becomes of requests to S3: nothing, unless a safeguard is taken out to see whether it is missed
 */
record Campaign(LongFunction<Trial> trials, UnaryOperator<S3Request> sabotage) {
    /** Simulates one seed, without the happenings of some names. */
    Verdict replay(long seed, Set<String> leftOut, Workers workers) {
        return new Simulation(trials.apply(seed), new Chance(seed), leftOut, sabotage, workers).run(seed);
    }

    /** The same with as few happenings as it takes. */
    Verdict shrunk(Verdict failed) {
        try (Workers workers = new Workers()) {
            return new Shrinker(leftOut -> replay(failed.seed(), leftOut, workers)).shrink(failed);
        }
    }

    /**
     * Simulates seeds, and returns the verdicts of those that show a violation, in their order; it ends when it has found as many as are
     * asked for.
     *
     * @param most violations after which no seed is begun any more
     * @param threads seeds at a time
     */
    List<Verdict> run(long from, long count, int most, int threads) {
        AtomicLong next = new AtomicLong(from);
        ConcurrentSkipListMap<Long, Verdict> failed = new ConcurrentSkipListMap<>();
        List<Thread> running = new ArrayList<>();
        List<Throwable> broken = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(
                    () -> {
                        try (Workers workers = new Workers()) {
                            for (long seed = next.getAndIncrement();
                                    seed < from + count && failed.size() < most;
                                    seed = next.getAndIncrement()) {
                                Verdict verdict = replay(seed, Set.of(), workers);
                                if (!verdict.violations().isEmpty()) {
                                    failed.put(seed, verdict);
                                }
                            }
                        }
                    },
                    "disasters-" + i);
            thread.setUncaughtExceptionHandler((who, thrown) -> {
                synchronized (broken) {
                    broken.add(thrown);
                }
            });
            thread.setDaemon(true);
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            join(thread);
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Cannot simulate: " + broken.get(0), broken.get(0));
        }
        return new ArrayList<>(failed.values());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The simulation was interrupted", e);
        }
    }
}
