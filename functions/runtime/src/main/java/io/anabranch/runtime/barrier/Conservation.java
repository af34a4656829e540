package io.anabranch.runtime.barrier;

import io.anabranch.error.BugException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.ChannelOutput;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.FlowCounts.PortCount;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Port;
import io.anabranch.runtime.run.Program;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.TaskOutput;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
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
    void requireReceipts(Collection<Integer> withoutReceipt, Step done) {
        int tasks = done.tasks() == null ? 0 : done.tasks().count();
        if (!withoutReceipt.isEmpty()) {
            String numbers =
                    withoutReceipt.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "));
            throw new BugException(
                    "Cannot go on: " + withoutReceipt.size() + " of " + tasks + " tasks have no receipt (task "
                            + numbers + (withoutReceipt.size() > 10 ? ", …" : "") + "), though the Map succeeded",
                    where());
        }
    }

    /** What one task says of itself adds up. */
    void check(StageTask task, Program program) {
        Receipt receipt = task.receipt();
        FlowCounts flow = receipt.flow();
        program.requireSame(receipt.fingerprint(), where(receipt));
        long planned = task.task().splitBytes();
        require(receipt, flow.balanced(), () -> "its records do not balance: " + flow.equation());
        require(
                receipt,
                receipt.splits().bytes() == planned,
                () -> "it went through " + receipt.splits().bytes() + " bytes of its splits, which have " + planned);
        long letters = receipt.output().deadLetters().stream()
                .mapToLong(PartFile::records)
                .sum();
        require(
                receipt,
                flow.deadLettered() == letters,
                () -> "it refused " + flow.deadLettered() + " records and wrote " + letters + " dead letters");
        for (PortCount written : flow.written()) {
            long stored = stored(receipt.output(), written.port(), written.index());
            require(
                    receipt,
                    written.records() == stored,
                    () -> "it wrote " + written.records() + " records to " + name(written.port(), written.index())
                            + ", where there are " + stored);
        }
        for (ChannelOutput output : receipt.output().channels()) {
            require(
                    receipt,
                    output.records() == output.index().records(),
                    () -> "the index of "
                            + output.object().uri() + " has " + output.index().records() + " records, the object "
                            + output.records());
        }
        long stored = receipt.output().channels().stream()
                        .mapToLong(ChannelOutput::records)
                        .sum()
                + receipt.output().parts().stream().mapToLong(PartFile::records).sum();
        require(
                receipt,
                stored == flow.recordsWritten(),
                () -> "it wrote " + flow.recordsWritten() + " records in all, and there are " + stored);
    }

    /** The splits of all tasks are all bytes that were listed. */
    void checkBytes(List<StageTask> tasks, long listedBytes) {
        long read = tasks.stream()
                .mapToLong(task -> task.receipt().splits().bytes())
                .sum();
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
                    .mapToLong(task -> task.receipt().flow().readFrom(Port.CHANNEL, channel))
                    .sum();
            if (read != written) {
                throw new BugException(
                        "Cannot go on: " + written + " records were written to channel " + channel + ", and " + read
                                + " were read from it",
                        where());
            }
        });
        for (StageTask task : tasks) {
            for (PortCount read : task.receipt().flow().read()) {
                require(
                        task.receipt(),
                        expected(read, shared, whole),
                        () -> "it read " + read.records() + " records from " + read.port() + " " + read.index()
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

    /** A side input that nobody asked for is not read, and has no count; one that is, is read whole. */
    private static boolean expected(PortCount read, Map<Integer, Long> shared, Map<Integer, Long> whole) {
        return switch (read.port()) {
            case READ -> true;
            case CHANNEL -> shared.containsKey(read.index());
            case SIDE -> whole.getOrDefault(read.index(), -1L) == read.records();
            case WRITE -> false;
        };
    }

    /** What the task says that it stored where it wrote; of what nobody writes to, nothing. */
    private static long stored(TaskOutput output, Port port, int index) {
        return switch (port) {
            case CHANNEL ->
                output.channels().stream()
                        .filter(channel -> channel.channel() == index)
                        .mapToLong(ChannelOutput::records)
                        .sum();
            case WRITE ->
                output.parts().stream()
                        .filter(part -> part.write() == index)
                        .mapToLong(PartFile::records)
                        .sum();
            case READ, SIDE -> 0;
        };
    }

    private static String name(Port port, int index) {
        return (port == Port.WRITE ? "output" : port.name().toLowerCase(Locale.ROOT)) + " " + index;
    }

    private void require(Receipt receipt, boolean holds, Supplier<String> problem) {
        if (!holds) {
            throw new BugException(
                    "Cannot trust the receipt of attempt " + receipt.attempt() + ": " + problem.get(), where(receipt));
        }
    }

    private Where where(Receipt receipt) {
        return Where.task(stage, receipt.task().number(), receipt.attempt());
    }

    private Where where() {
        return new Where(stage, -1, null, null, -1);
    }
}
