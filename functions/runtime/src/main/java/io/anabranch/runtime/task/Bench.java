package io.anabranch.runtime.task;

import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.shuffle.SortBuffers;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What all attempts of a process share.
 *
 * @param buffers memory that is kept from task to task
 * @param clock the time of receipts
 * @param cpuNanos nanoseconds that the calling thread has used of the processor
 */
record Bench(
        ObjectStore store,
        Parallel parallel,
        RunObjects objects,
        SideTables tables,
        SortBuffers buffers,
        Clock clock,
        LongSupplier cpuNanos) {}
