package io.anabranch.handlers;

import io.anabranch.runtime.storage.Backoff;
import io.anabranch.runtime.storage.Distance;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What functions are given by the place that they run in: storage, threads, time and chance. Nothing else of theirs differs from one
 * invocation to the next, so that a simulation which gives them its own decides all that happens.
 *
 * @param store the objects in S3
 * @param parallel threads for requests
 * @param clock tells the time
 * @param cpuNanos nanoseconds that the calling thread has used of the processor
 * @param ids gives names that nobody else has
 */
public record Platform(ObjectStore store, Parallel parallel, Clock clock, LongSupplier cpuNanos, Supplier<String> ids) {
    private static final long IDLE_SECONDS = 10;

    private static final Backoff.Sleeper SLEEPING = pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos());

    /** The threads, the clock and the chance of this JVM. */
    public static Platform ofThisJvm(S3Client s3) {
        return ofThisJvm(s3, SLEEPING);
    }

    /** The same for objects that are files of this machine. */
    public static Platform ofThisMachine(S3Client files) {
        return ofThisMachine(files, SLEEPING);
    }

    /** The same with another way of waiting before S3 is asked again. */
    public static Platform ofThisJvm(S3Client s3, Backoff.Sleeper sleeper) {
        return ofThisJvm(s3, sleeper, Distance.FAR);
    }

    /** The same for objects that are files of this machine. */
    public static Platform ofThisMachine(S3Client files, Backoff.Sleeper sleeper) {
        return ofThisJvm(files, sleeper, Distance.NEAR);
    }

    private static Platform ofThisJvm(S3Client s3, Backoff.Sleeper sleeper, Distance distance) {
        return new Platform(
                new ObjectStore(s3, Backoff.standard(sleeper, new Random()), distance),
                new Parallel(threads()),
                Clock.systemUTC(),
                ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime,
                () -> UUID.randomUUID().toString());
    }

    /** Threads that go when there is nothing to do, and that keep no process alive. */
    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                Parallel.MOST, Parallel.MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "anabranch-s3");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
