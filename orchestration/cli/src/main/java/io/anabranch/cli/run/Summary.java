package io.anabranch.cli.run;

import io.anabranch.local.LocalRun;
import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.commit.CommittedOutput;
import io.anabranch.runtime.run.StageOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a run did, stage by stage, and where its output is. */
final class Summary {
    private final LocalRun.Result result;
    private final StageProgress progress;
    private final String here;

    /** @param here the folder that paths in it are told from */
    Summary(LocalRun.Result result, StageProgress progress, Path here) {
        this.result = result;
        this.progress = progress;
        this.here = real(here) + "/";
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
                    Amounts.count(stage.tasks().counted()),
                    Amounts.count(stage.flow().read()),
                    Amounts.count(stage.output().records()),
                    Amounts.bytes(stage.flow().bytes()),
                    Amounts.bytes(stage.output().bytes()),
                    Amounts.millis(
                            stage.time().endedEpochMillis() - stage.time().startedEpochMillis()),
                    Amounts.count(progress.failures(stage.stage())),
                    result.sources().get(i));
            stage.counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
            refused += stage.flow().deadLettered();
        }
        table.print(out);
        result.stages().forEach(stage -> ReadTwice.line(stage).ifPresent(out::println));
        counters.forEach((name, count) -> out.println(name + ": " + Amounts.count(count)));
        if (refused > 0) {
            out.println("dead letters: " + Amounts.count(refused));
        }
        CommitSummary summary = result.outcome().summary();
        if (summary != null) {
            for (CommittedOutput output : summary.outputs()) {
                out.println(told(output.uri()) + ": " + Amounts.count(output.records()) + " records, "
                        + Amounts.bytes(output.bytes()) + " in " + Amounts.count(output.parts())
                        + (output.parts() == 1 ? " part" : " parts"));
            }
            out.println("run " + summary.run() + " committed in " + Amounts.millis(result.wallMillis()));
        }
        out.flush();
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException removedMeanwhile) {
            return folder.toAbsolutePath();
        }
    }

    private String told(String address) {
        return address.startsWith(here) ? address.substring(here.length()) : address;
    }
}
