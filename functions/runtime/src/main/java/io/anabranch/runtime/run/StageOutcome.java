package io.anabranch.runtime.run;

import io.anabranch.runtime.graph.Decisions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The totals of a finished stage: {@code stage-N/outcome.json}. What is void after misjudged splits is in none of them.
 *
 * @param counters the pipeline's own counters
 * @param decisions all decisions so far, those taken after this stage included
 */
public record StageOutcome(
        int stage,
        TaskTotals tasks,
        FlowTotals flow,
        OutputTotals output,
        TimeTotals time,
        SortedMap<String, Long> counters,
        Decisions decisions) {
    public StageOutcome {
        counters = new TreeMap<>(counters);
    }

    /**
     * The tasks.
     *
     * @param counted tasks whose receipts count
     * @param rounds rounds that it took
     * @param nextPart first part number that no task of this stage has
     */
    public record TaskTotals(int counted, int rounds, Voided voided, int nextPart) {}

    /**
     * Tasks that were run and do not count, for the start of a split of theirs was misjudged.
     *
     * @param bytes of splits that were read again
     * @param taskMillis time of the attempts
     */
    public record Voided(int tasks, long bytes, long taskMillis) {
        /** All tasks count. */
        public static final Voided NONE = new Voided(0, 0, 0);

        /** The sum of such tasks. */
        public static Voided of(List<StageTask> tasks) {
            long bytes = 0;
            long millis = 0;
            for (StageTask task : tasks) {
                bytes += task.receipt().splits().bytes();
                millis += task.receipt().timings().millis();
            }
            return new Voided(tasks.size(), bytes, millis);
        }
    }

    /**
     * The records.
     *
     * @param read records read, side inputs left out
     * @param bytes bytes of input splits, or of shuffled objects read
     */
    public record FlowTotals(long read, long bytes, long filtered, long deadLettered, long combined) {}

    /**
     * The time.
     *
     * @param startedEpochMillis when the first attempt that counts began
     * @param endedEpochMillis when the last one ended
     * @param taskMillis time of all attempts that count together
     * @param cpuMillis their processor time
     * @param spilledBytes what they wrote to local disk because memory was not enough
     */
    public record TimeTotals(
            long startedEpochMillis, long endedEpochMillis, long taskMillis, long cpuMillis, long spilledBytes) {}

    /** What it wrote, by channel and by write. */
    public record OutputTotals(List<ChannelTotal> channels, List<WriteTotal> writes) {
        public OutputTotals {
            channels = List.copyOf(channels);
            writes = List.copyOf(writes);
        }

        /** Records in all of it. */
        public long records() {
            return channels.stream().mapToLong(ChannelTotal::records).sum()
                    + writes.stream().mapToLong(WriteTotal::records).sum();
        }

        /** Bytes of all of it. */
        public long bytes() {
            return channels.stream().mapToLong(ChannelTotal::bytes).sum()
                    + writes.stream().mapToLong(WriteTotal::bytes).sum();
        }
    }

    /**
     * What the stage wrote to one channel.
     *
     * @param records in all packed objects
     * @param bytes sizes of the packed objects
     */
    public record ChannelTotal(int channel, long records, long bytes) {}

    /**
     * What the stage wrote to one output.
     *
     * @param write index of the write in the flow
     * @param parts part files
     */
    public record WriteTotal(int write, long parts, long records, long bytes) {}

    public StageOutcome with(Decisions others) {
        return new StageOutcome(stage, tasks, flow, output, time, counters, others);
    }

    /** Records that this stage wrote to a channel. */
    public long channelRecords(int channel) {
        return output.channels().stream()
                .filter(total -> total.channel() == channel)
                .mapToLong(ChannelTotal::records)
                .sum();
    }

    /** Bytes that this stage wrote to a channel. */
    public long channelBytes(int channel) {
        return output.channels().stream()
                .filter(total -> total.channel() == channel)
                .mapToLong(ChannelTotal::bytes)
                .sum();
    }
}
