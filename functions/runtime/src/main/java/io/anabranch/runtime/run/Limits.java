package io.anabranch.runtime.run;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;

/**
 * How large the pieces of a run are. All in bytes unless the name says otherwise; every field has a default, see
 * {@link #DEFAULTS}.
 *
 * @param splitBytes input per map task; 0: chosen from the total, between 64 and 512 MiB
 * @param objectCostBytes what opening one more object costs a task, as the bytes it could have read instead
 * @param reduceBytes shuffled input per reduce task, as it is stored
 * @param memoryBytes what a task may use for its buffers, at least 4 MiB; 0: what the function's memory allows
 * @param broadcastBytes a join whose smaller side is at most this large (compressed) is broadcast
 * @param deadLetters records that may be refused before the run fails
 * @param maxConcurrency tasks at once
 */
public record Limits(
        long splitBytes,
        long objectCostBytes,
        long reduceBytes,
        long memoryBytes,
        long broadcastBytes,
        long deadLetters,
        int maxConcurrency) {
    /**
     * A first byte takes 100 to 200 ms of S3, in which a task could have read 1 to 4 MiB (S3 User Guide, "Performance
     * design patterns"): 2 MiB per object. 1,000 is an account's default concurrency of Lambda.
     */
    public static final Limits DEFAULTS = new Limits(0, 2L << 20, 64L << 20, 0, 16L << 20, 0, 1000);

    /** Below this, buffers of a page each do not fit. */
    public static final long LEAST_MEMORY_BYTES = 4L << 20;

    /** Children of one Distributed Map that run at once (Step Functions quotas). */
    private static final int MAX_CONCURRENCY = 10_000;

    public Limits {
        atLeast("splitBytes", splitBytes, 0);
        atLeast("objectCostBytes", objectCostBytes, 0);
        atLeast("reduceBytes", reduceBytes, 1);
        if (memoryBytes != 0) {
            atLeast("memoryBytes", memoryBytes, LEAST_MEMORY_BYTES);
        }
        atLeast("broadcastBytes", broadcastBytes, 0);
        atLeast("deadLetters", deadLetters, 0);
        atLeast("maxConcurrency", maxConcurrency, 1);
        if (maxConcurrency > MAX_CONCURRENCY) {
            throw new InputException(
                    "Invalid option maxConcurrency: " + maxConcurrency + ", expected at most " + MAX_CONCURRENCY,
                    Where.UNKNOWN);
        }
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new InputException(
                    "Invalid option " + name + ": " + value + ", expected at least " + least, Where.UNKNOWN);
        }
    }
}
