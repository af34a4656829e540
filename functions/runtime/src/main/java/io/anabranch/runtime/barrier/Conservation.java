package io.anabranch.runtime.barrier;

import io.anabranch.error.BugException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.ChannelOutput;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.Part;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Sink;
import io.anabranch.runtime.run.SinkRecords;
import io.anabranch.runtime.run.Source;
import io.anabranch.runtime.run.SourceRecords;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.TaskDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Nothing is lost and nothing is counted twice. Each check names the numbers that do not agree: a run that fails here would
 * otherwise have given a wrong answer.
 */
final class Conservation {
    private final int stage;

    Conservation(int stage) {
        this.stage = stage;
    }

    /** Every task has a receipt, whatever the Map said. */
    void requireReceipts(List<TaskDescriptor> tasks, Collection<Integer> withoutReceipt) {
        if (!withoutReceipt.isEmpty()) {
            String numbers =
                    withoutReceipt.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "));
            throw new BugException(
                    "Cannot go on: " + withoutReceipt.size() + " of " + tasks.size() + " tasks have no receipt (task "
                            + numbers + (withoutReceipt.size() > 10 ? ", …" : "") + "), though the Map succeeded",
                    where());
        }
    }

    /** What one task says of itself adds up. */
    void check(StageTask task, String fingerprint) {
        Receipt receipt = task.receipt();
        FlowCounts flow = receipt.flow();
        require(
                receipt,
                receipt.fingerprint().equals(fingerprint),
                () -> "it ran the graph "
                        + receipt.fingerprint() + ", the plan has " + fingerprint
                        + ". Were the functions deployed anew during the run?");
        require(receipt, flow.balanced(), () -> "its records do not balance: " + flow.equation());
        require(
                receipt,
                receipt.splitBytes() == task.task().splitBytes(),
                () -> "it went through " + receipt.splitBytes() + " bytes of its splits, which have "
                        + task.task().splitBytes());
        long letters = receipt.deadLetters().stream().mapToLong(Part::records).sum();
        require(
                receipt,
                flow.deadLettered() == letters,
                () -> "it refused " + flow.deadLettered() + " records and wrote " + letters + " dead letters");
        for (SinkRecords written : flow.written()) {
            long stored = stored(receipt, written.sink(), written.index());
            require(
                    receipt,
                    written.records() == stored,
                    () -> "it wrote " + written.records() + " records to " + name(written.sink(), written.index())
                            + ", where there are " + stored);
        }
        for (ChannelOutput output : receipt.channels()) {
            require(
                    receipt,
                    output.records() == output.index().records(),
                    () -> "the index of "
                            + output.object().uri() + " has " + output.index().records() + " records, the object "
                            + output.records());
        }
        long stored =
                receipt.channels().stream().mapToLong(ChannelOutput::records).sum()
                        + receipt.parts().stream().mapToLong(Part::records).sum();
        require(
                receipt,
                stored == flow.recordsWritten(),
                () -> "it wrote " + flow.recordsWritten() + " records in all, and there are " + stored);
    }

    /** The splits of all tasks are all bytes that were listed. */
    void checkBytes(List<StageTask> tasks, long listedBytes) {
        long read =
                tasks.stream().mapToLong(task -> task.receipt().splitBytes()).sum();
        if (read != listedBytes) {
            throw new BugException(
                    "Cannot go on: the tasks read " + read + " bytes of the input, the listing has " + listedBytes,
                    where());
        }
    }

    /** What earlier stages wrote to a channel, this stage has read: once, or, of a side input, once per task that used it. */
    void checkChannels(List<StageTask> tasks, Map<Integer, Long> shared, Map<Integer, Long> whole) {
        shared.forEach((channel, written) -> {
            long read = tasks.stream()
                    .mapToLong(task -> task.receipt().flow().readFrom(Source.CHANNEL, channel))
                    .sum();
            if (read != written) {
                throw new BugException(
                        "Cannot go on: " + written + " records were written to channel " + channel + ", and " + read
                                + " were read from it",
                        where());
            }
        });
        for (StageTask task : tasks) {
            for (SourceRecords read : task.receipt().flow().read()) {
                require(
                        task.receipt(),
                        expected(read, shared, whole),
                        () -> "it read " + read.records() + " records from " + read.source() + " " + read.index()
                                + ", which holds " + whole.getOrDefault(read.index(), 0L));
            }
        }
    }

    /** The run as a whole stays within its budget of refused records. */
    void checkDeadLetters(long refused, long budget) {
        if (refused > budget) {
            throw new LimitException(
                    "Cannot go on: " + refused + " records were refused, and the budget of the run is " + budget
                            + ". Mend the input, or raise the option deadLetters",
                    where());
        }
    }

    /** A side input that nobody asked for is not read; one that is, is read whole. */
    private static boolean expected(SourceRecords read, Map<Integer, Long> shared, Map<Integer, Long> whole) {
        return switch (read.source()) {
            case READ -> true;
            case CHANNEL -> shared.containsKey(read.index());
            case SIDE -> read.records() == 0 || whole.getOrDefault(read.index(), -1L) == read.records();
        };
    }

    private static long stored(Receipt receipt, Sink sink, int index) {
        return switch (sink) {
            case CHANNEL ->
                receipt.channels().stream()
                        .filter(output -> output.channel() == index)
                        .mapToLong(ChannelOutput::records)
                        .sum();
            case WRITE ->
                receipt.parts().stream()
                        .filter(part -> part.write() == index)
                        .mapToLong(Part::records)
                        .sum();
        };
    }

    private static String name(Sink sink, int index) {
        return switch (sink) {
            case CHANNEL -> "channel " + index;
            case WRITE -> "output " + index;
        };
    }

    private void require(Receipt receipt, boolean holds, java.util.function.Supplier<String> problem) {
        if (!holds) {
            throw new BugException(
                    "Cannot trust the receipt of attempt " + receipt.attempt() + ": " + problem.get(),
                    Where.task(stage, receipt.task(), receipt.attempt()));
        }
    }

    private Where where() {
        return new Where(stage, -1, null, null, -1);
    }
}
