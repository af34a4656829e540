package io.anabranch.cli.run;

import io.anabranch.local.RunListener;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Task;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts what a run tells, stage by stage, and hands each change to a display. */
final class StageProgress implements RunListener {
    private final Consumer<Snapshot> display;
    private final Map<Integer, Integer> failuresByStage = new TreeMap<>();
    private Snapshot now = new Snapshot(-1, "", 0, Counts.NONE, 0);

    StageProgress(Consumer<Snapshot> display) {
        this.display = display;
    }

    /**
     * A stage at one moment.
     *
     * @param startedNanos when the stage was planned, by {@link System#nanoTime()}
     */
    record Snapshot(int stage, String kind, int tasks, Counts counts, long startedNanos) {
        double seconds() {
            return Math.max(1e-3, (System.nanoTime() - startedNanos) / 1e9);
        }

        /** Bytes per second. */
        long rate() {
            return (long) (counts.bytes / seconds());
        }

        /** Milliseconds until all tasks are done, if the others take as long. */
        long leftMillis() {
            return counts.done == 0 ? 0 : (long) (seconds() * 1000 * (tasks - counts.done) / counts.done);
        }
    }

    /**
     * How far its tasks are.
     *
     * @param failed attempts
     * @param reused of those that are done, by an earlier attempt
     * @param bytes input bytes of the tasks that are done
     * @param records that they have read
     */
    record Counts(int done, int running, int failed, int reused, long bytes, long records) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        Counts started() {
            return new Counts(done, running + 1, failed, reused, bytes, records);
        }

        Counts failedOne() {
            return new Counts(done, running - 1, failed + 1, reused, bytes, records);
        }

        Counts finished(Receipt receipt, boolean again) {
            return new Counts(
                    done + 1,
                    running - 1,
                    failed,
                    reused + (again ? 1 : 0),
                    bytes + receipt.splits().bytes(),
                    records + receipt.flow().recordsRead());
        }
    }

    @Override
    public synchronized void planned(Step step) {
        int tasks = step.tasks() == null ? 0 : step.tasks().count();
        String kind = step.kind().name().toLowerCase(java.util.Locale.ROOT);
        change(new Snapshot(step.stage(), kind, tasks, Counts.NONE, System.nanoTime()));
    }

    @Override
    public synchronized void started(Task task) {
        change(now.counts.started());
    }

    @Override
    public synchronized void finished(Task task, Receipt receipt, boolean reused) {
        change(now.counts.finished(receipt, reused));
    }

    @Override
    public synchronized void failed(Task task, Throwable failure) {
        failuresByStage.merge(task.stage(), 1, Integer::sum);
        change(now.counts.failedOne());
    }

    /** Attempts of a stage that failed. */
    synchronized int failures(int stage) {
        return failuresByStage.getOrDefault(stage, 0);
    }

    private void change(Counts counts) {
        change(new Snapshot(now.stage, now.kind, now.tasks, counts, now.startedNanos));
    }

    private void change(Snapshot next) {
        now = next;
        display.accept(next);
    }
}
