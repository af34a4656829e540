package io.anabranch.runtime.run;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the winning attempt of a task did and where it is. Written with {@code If-None-Match: *}, never changed.
 *
 * @param version version of this form
 * @param task number of the task in its stage, unique over the stage's rounds
 * @param attempt id of the attempt
 * @param fingerprint of the graph that the task built
 * @param flow the records, which balance
 * @param splitBytes bytes of its splits that it went through, which must be all of them
 * @param channels what it shuffled, by channel
 * @param parts output that waits for the commit
 * @param deadLetters refused records that wait for the commit
 * @param counters the pipeline's own counters
 * @param evidence what its splits say about each other, where their format has to judge that; else empty
 */
public record Receipt(
        int version,
        int stage,
        int round,
        int task,
        String attempt,
        String fingerprint,
        FlowCounts flow,
        long splitBytes,
        List<ChannelOutput> channels,
        List<Part> parts,
        List<Part> deadLetters,
        SortedMap<String, Long> counters,
        List<Evidence> evidence,
        Timings timings) {
    public static final int VERSION = 1;

    public Receipt {
        Versions.check("receipt", version, VERSION);
        channels = List.copyOf(channels);
        parts = List.copyOf(parts);
        deadLetters = List.copyOf(deadLetters);
        counters = new TreeMap<>(counters);
        evidence = List.copyOf(evidence);
    }
}
