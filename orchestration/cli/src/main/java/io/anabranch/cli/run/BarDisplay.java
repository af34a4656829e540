package io.anabranch.cli.run;

import io.anabranch.cli.run.StageProgress.Counts;
import io.anabranch.cli.run.StageProgress.Snapshot;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar per stage, for a terminal. */
final class BarDisplay implements Consumer<Snapshot>, AutoCloseable {
    private @Nullable ProgressBar bar;
    private int stage = -1;

    @Override
    public void accept(Snapshot now) {
        Counts so = now.counts();
        if (now.tasks() == 0) {
            close();
            return;
        }
        if (bar == null || now.stage() != stage) {
            close();
            stage = now.stage();
            bar = new ProgressBarBuilder()
                    .setTaskName("stage " + stage + " " + now.kind())
                    .setInitialMax(now.tasks())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(" tasks", 1)
                    .setUpdateIntervalMillis(200)
                    .clearDisplayOnFinish()
                    .build();
        }
        bar.stepTo(so.done());
        bar.setExtraMessage(so.running() + " running, " + so.failed() + " failed, " + Amounts.count(so.records())
                + " records" + (so.bytes() == 0 ? "" : ", " + Amounts.bytes(now.rate()) + "/s"));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
