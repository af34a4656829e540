package io.anabranch.runtime.run;

import io.anabranch.runtime.graph.Decisions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The totals of a finished stage: {@code stage-N/outcome.json}. What is void after misjudged splits is in none of them.
 *
 * @param version version of this form
 * @param tasks tasks whose receipts count
 * @param rounds rounds that it took
 * @param voided tasks that were run and do not count
 * @param nextPart first part number that no task of this stage has
 * @param records records read, side inputs left out
 * @param bytes bytes of input splits, or of shuffled objects read
 * @param startedEpochMillis when the first attempt that counts began
 * @param taskMillis time of all attempts that count together
 * @param cpuMillis their processor time
 * @param counters the pipeline's own counters
 * @param decisions all decisions so far, those taken after this stage included
 */
public record StageOutcome(
        int version,
        int stage,
        int tasks,
        int rounds,
        int voided,
        int nextPart,
        long records,
        long bytes,
        long filtered,
        long deadLettered,
        long combined,
        long startedEpochMillis,
        long endedEpochMillis,
        long taskMillis,
        long cpuMillis,
        long spilledBytes,
        List<ChannelTotal> channels,
        List<WriteTotal> writes,
        SortedMap<String, Long> counters,
        Decisions decisions) {
    public static final int VERSION = 1;

    public StageOutcome {
        Versions.check("outcome", version, VERSION);
        channels = List.copyOf(channels);
        writes = List.copyOf(writes);
        counters = new TreeMap<>(counters);
    }

    public StageOutcome with(Decisions others) {
        return new StageOutcome(
                version,
                stage,
                tasks,
                rounds,
                voided,
                nextPart,
                records,
                bytes,
                filtered,
                deadLettered,
                combined,
                startedEpochMillis,
                endedEpochMillis,
                taskMillis,
                cpuMillis,
                spilledBytes,
                channels,
                writes,
                counters,
                others);
    }

    /** Records that this stage wrote to a channel. */
    public long channelRecords(int channel) {
        return channels.stream()
                .filter(total -> total.channel() == channel)
                .mapToLong(ChannelTotal::records)
                .sum();
    }

    /** Bytes that this stage wrote to a channel. */
    public long channelBytes(int channel) {
        return channels.stream()
                .filter(total -> total.channel() == channel)
                .mapToLong(ChannelTotal::bytes)
                .sum();
    }
}
