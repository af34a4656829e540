package io.anabranch.runtime.run;

import io.anabranch.runtime.format.SplitEvidence;
import java.util.List;

/**
 * What the winning attempt of a task did and where it is. Written with {@code If-None-Match: *}, never changed.
 *
 * @param attempt id of the attempt
 * @param fingerprint of the graph that the task built
 * @param flow the records, which balance
 */
public record Receipt(
        TaskRef task,
        String attempt,
        String fingerprint,
        FlowCounts flow,
        SplitsRead splits,
        TaskOutput output,
        Timings timings) {
    /**
     * How a task went through its splits.
     *
     * @param bytes of its splits, which must be all of them
     * @param evidence what its splits say about each other, where their format has to judge that; else empty
     */
    public record SplitsRead(long bytes, List<Evidence> evidence) {
        /** Of a task that has no splits. */
        public static final SplitsRead NONE = new SplitsRead(0, List.of());

        public SplitsRead {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * What an attempt took.
     *
     * @param startedEpochMillis when it began, in milliseconds since 1970
     * @param millis how long it ran
     * @param cpuMillis processor time of its threads, 0 if unknown
     * @param spilledBytes what it wrote to local disk because memory was not enough
     */
    public record Timings(long startedEpochMillis, long millis, long cpuMillis, long spilledBytes) {}

    /**
     * What the reader of a split says about it.
     *
     * @param read index of the read in the flow: two reads of an object may be of different formats
     * @param object address of the object
     */
    public record Evidence(int read, String object, SplitEvidence split) {}
}
