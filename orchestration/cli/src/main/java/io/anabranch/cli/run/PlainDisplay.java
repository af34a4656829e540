package io.anabranch.cli.run;

import io.anabranch.cli.run.StageProgress.Counts;
import io.anabranch.cli.run.StageProgress.Snapshot;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Lines, for a log: one when a stage begins, one when it ends, and one every few seconds between. */
final class PlainDisplay implements Consumer<Snapshot> {
    private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

    private final PrintWriter out;
    private long lastLine;

    PlainDisplay(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(Snapshot now) {
        Counts so = now.counts();
        boolean begins = so.done() == 0 && so.running() == 0 && so.failed() == 0;
        boolean ends = now.tasks() > 0 && so.done() == now.tasks();
        if (begins && now.tasks() > 0) {
            line("stage " + now.stage() + ": " + now.kind() + ", " + tasks(now.tasks()));
        } else if (ends || System.nanoTime() - lastLine > NANOS_BETWEEN_LINES) {
            line("stage " + now.stage() + ": " + so.done() + "/" + now.tasks() + " done, " + so.running()
                    + " running, "
                    + so.failed() + " failed, " + Amounts.count(so.records()) + " records"
                    + (so.bytes() == 0
                            ? ""
                            : ", " + Amounts.bytes(so.bytes()) + ", " + Amounts.bytes(now.rate()) + "/s")
                    + (ends || so.done() == 0 ? "" : ", " + Amounts.millis(now.leftMillis()) + " left"));
        }
    }

    private static String tasks(int tasks) {
        return tasks + (tasks == 1 ? " task" : " tasks");
    }

    private void line(String text) {
        lastLine = System.nanoTime();
        out.println(text);
        out.flush();
    }
}
