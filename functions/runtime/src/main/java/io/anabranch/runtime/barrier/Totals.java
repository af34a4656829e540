package io.anabranch.runtime.barrier;

import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.run.ChannelOutput;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageOutcome.ChannelTotal;
import io.anabranch.runtime.run.StageOutcome.FlowTotals;
import io.anabranch.runtime.run.StageOutcome.OutputTotals;
import io.anabranch.runtime.run.StageOutcome.TaskTotals;
import io.anabranch.runtime.run.StageOutcome.TimeTotals;
import io.anabranch.runtime.run.StageOutcome.WriteTotal;
import io.anabranch.runtime.run.StageTask;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the receipts of a stage that count. */
final class Totals {
    private final Map<Integer, ChannelTotal> channels = new TreeMap<>();
    private final Map<Integer, WriteTotal> writes = new TreeMap<>();
    private final TreeMap<String, Long> counters = new TreeMap<>();
    private long records;
    private long splitBytes;
    private long filtered;
    private long deadLettered;
    private long combined;
    private long started = Long.MAX_VALUE;
    private long ended;
    private long millis;
    private long cpuMillis;
    private long spilled;

    private Totals() {}

    /** @param shuffledBytes bytes of the packed objects that the stage read, 0 for a stage over objects */
    static StageOutcome of(
            int stage, List<StageTask> tasks, TaskTotals numbers, long shuffledBytes, Decisions decisions) {
        Totals totals = new Totals();
        tasks.forEach(task -> totals.add(task.receipt()));
        return new StageOutcome(
                stage,
                numbers,
                new FlowTotals(
                        totals.records,
                        totals.splitBytes + shuffledBytes,
                        totals.filtered,
                        totals.deadLettered,
                        totals.combined),
                new OutputTotals(List.copyOf(totals.channels.values()), List.copyOf(totals.writes.values())),
                new TimeTotals(
                        tasks.isEmpty() ? 0 : totals.started,
                        totals.ended,
                        totals.millis,
                        totals.cpuMillis,
                        totals.spilled),
                totals.counters,
                decisions);
    }

    private void add(Receipt receipt) {
        records += receipt.flow().recordsRead();
        splitBytes += receipt.splits().bytes();
        filtered += receipt.flow().filtered();
        deadLettered += receipt.flow().deadLettered();
        combined += receipt.flow().combined();
        started = Math.min(started, receipt.timings().startedEpochMillis());
        ended = Math.max(
                ended,
                receipt.timings().startedEpochMillis() + receipt.timings().millis());
        millis += receipt.timings().millis();
        cpuMillis += receipt.timings().cpuMillis();
        spilled += receipt.timings().spilledBytes();
        receipt.output().counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
        for (ChannelOutput output : receipt.output().channels()) {
            channels.merge(
                    output.channel(),
                    new ChannelTotal(
                            output.channel(), output.records(), output.object().size()),
                    (a, b) -> new ChannelTotal(a.channel(), a.records() + b.records(), a.bytes() + b.bytes()));
        }
        for (PartFile part : receipt.output().parts()) {
            writes.merge(
                    part.write(),
                    new WriteTotal(
                            part.write(), 1, part.records(), part.upload().bytes()),
                    (a, b) -> new WriteTotal(
                            a.write(), a.parts() + b.parts(), a.records() + b.records(), a.bytes() + b.bytes()));
        }
    }
}
