package io.anabranch.runtime.run;

import java.util.List;

/**
 * The records of a task, which must balance: {@code read + expanded = deadLettered + filtered + combined + written}.
 *
 * @param read by source; side inputs do not count for the balance
 * @param expanded records that an operation added: a flatMap's beyond its input, the second and later sinks of a record
 * @param deadLettered records refused
 * @param filtered records dropped: by a filter, a flatMap that emitted nothing, a join without a partner
 * @param combined records that became part of another: by a combiner, or by the aggregation of a group
 * @param written by sink
 */
public record FlowCounts(
        List<PortCount> read, long expanded, long deadLettered, long filtered, long combined, List<PortCount> written) {
    /** Nothing read, nothing written. */
    public static final FlowCounts NONE = new FlowCounts(List.of(), 0, 0, 0, 0, List.of());

    public FlowCounts {
        read = List.copyOf(read);
        written = List.copyOf(written);
    }

    /** What comes in: records read, and records added. */
    public long in() {
        return recordsRead() + expanded;
    }

    /** What that became. */
    public long out() {
        return deadLettered + filtered + combined + recordsWritten();
    }

    public boolean balanced() {
        return in() == out();
    }

    /** Records of all sources but the side inputs. */
    public long recordsRead() {
        return read.stream()
                .filter(count -> count.port() != Port.SIDE)
                .mapToLong(PortCount::records)
                .sum();
    }

    /** Records of all sinks. */
    public long recordsWritten() {
        return written.stream().mapToLong(PortCount::records).sum();
    }

    /** Records read from one source. */
    public long readFrom(Port port, int index) {
        return read.stream()
                .filter(count -> count.port() == port && count.index() == index)
                .mapToLong(PortCount::records)
                .sum();
    }

    /** For a message: the equation with its numbers. */
    public String equation() {
        return "read " + recordsRead() + " + expanded " + expanded + " against dead-lettered " + deadLettered
                + " + filtered " + filtered + " + combined " + combined + " + written " + recordsWritten();
    }

    /**
     * Records that passed one of a task's ports; of those that it writes, after combining.
     *
     * @param index id of the channel, or index of the read or the write in the flow
     */
    public record PortCount(Port port, int index, long records) {}
}
