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
    private Snapshot now = new Snapshot(-1, "", 0, 0, 0, 0, 0, 0, 0, 0);

    StageProgress(Consumer<Snapshot> display) {
        this.display = display;
    }

    /**
     * A stage at one moment.
     *
     * @param bytes input bytes of the tasks that are done
     * @param startedNanos when the stage was planned, by {@link System#nanoTime()}
     */
    record Snapshot(
            int stage,
            String kind,
            int tasks,
            int done,
            int running,
            int failed,
            int reused,
            long bytes,
            long records,
            long startedNanos) {
        double seconds() {
            return Math.max(1e-3, (System.nanoTime() - startedNanos) / 1e9);
        }

        /** Bytes per second. */
        long rate() {
            return (long) (bytes / seconds());
        }

        /** Milliseconds until all tasks are done, if the others take as long. */
        long leftMillis() {
            return done == 0 ? 0 : (long) (seconds() * 1000 * (tasks - done) / done);
        }
    }

    @Override
    public synchronized void planned(Step step) {
        int tasks = step.tasks() == null ? 0 : step.tasks().count();
        String kind = step.kind().name().toLowerCase(java.util.Locale.ROOT);
        change(new Snapshot(step.stage(), kind, tasks, 0, 0, 0, 0, 0, 0, System.nanoTime()));
    }

    @Override
    public synchronized void started(Task task) {
        change(with(now.done, now.running + 1, now.failed, now.reused, now.bytes, now.records));
    }

    @Override
    public synchronized void finished(Task task, Receipt receipt, boolean reused) {
        change(with(
                now.done + 1,
                now.running - 1,
                now.failed,
                now.reused + (reused ? 1 : 0),
                now.bytes + receipt.splits().bytes(),
                now.records + receipt.flow().recordsRead()));
    }

    @Override
    public synchronized void failed(Task task, Throwable failure) {
        failuresByStage.merge(task.stage(), 1, Integer::sum);
        change(with(now.done, now.running - 1, now.failed + 1, now.reused, now.bytes, now.records));
    }

    /** Attempts of a stage that failed. */
    synchronized int failures(int stage) {
        return failuresByStage.getOrDefault(stage, 0);
    }

    private Snapshot with(int done, int running, int failed, int reused, long bytes, long records) {
        return new Snapshot(
                now.stage, now.kind, now.tasks, done, running, failed, reused, bytes, records, now.startedNanos);
    }

    private void change(Snapshot next) {
        now = next;
        display.accept(next);
    }
}
