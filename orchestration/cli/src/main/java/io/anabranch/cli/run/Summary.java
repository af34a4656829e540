package io.anabranch.cli.run;

import io.anabranch.local.LocalRun;
import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.commit.CommittedOutput;
import io.anabranch.runtime.run.ChannelTotal;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.WriteTotal;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** What a run did, stage by stage, and where its output is. */
final class Summary {
    private final LocalRun.Result result;
    private final StageProgress progress;

    Summary(LocalRun.Result result, StageProgress progress) {
        this.result = result;
        this.progress = progress;
    }

    void print(PrintWriter out) {
        Table table = new Table(
                "stage", "tasks", "records in", "records out", "bytes in", "bytes out", "time", "retries", "of");
        Map<String, Long> counters = new TreeMap<>();
        long refused = 0;
        for (int i = 0; i < result.stages().size(); i++) {
            StageOutcome stage = result.stages().get(i);
            table.row(
                    String.valueOf(stage.stage()),
                    Amounts.count(stage.tasks()),
                    Amounts.count(stage.records()),
                    Amounts.count(recordsOut(stage)),
                    Amounts.bytes(stage.bytes()),
                    Amounts.bytes(bytesOut(stage)),
                    Amounts.millis(stage.endedEpochMillis() - stage.startedEpochMillis()),
                    Amounts.count(progress.failures(stage.stage())),
                    result.sources().get(i));
            stage.counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
            refused += stage.deadLettered();
        }
        table.print(out);
        counters.forEach((name, count) -> out.println(name + ": " + Amounts.count(count)));
        if (refused > 0) {
            out.println("dead letters: " + Amounts.count(refused));
        }
        CommitSummary summary = result.outcome().summary();
        if (summary != null) {
            for (CommittedOutput output : summary.outputs()) {
                out.println(output.uri() + ": " + Amounts.count(output.records()) + " records, "
                        + Amounts.bytes(output.bytes()) + " in " + Amounts.count(output.parts())
                        + (output.parts() == 1 ? " part" : " parts"));
            }
            out.println("run " + summary.run() + " committed in " + Amounts.millis(result.wallMillis()));
        }
        out.flush();
    }

    private static long recordsOut(StageOutcome stage) {
        return stage.channels().stream().mapToLong(ChannelTotal::records).sum()
                + stage.writes().stream().mapToLong(WriteTotal::records).sum();
    }

    private static long bytesOut(StageOutcome stage) {
        return stage.channels().stream().mapToLong(ChannelTotal::bytes).sum()
                + stage.writes().stream().mapToLong(WriteTotal::bytes).sum();
    }
}
